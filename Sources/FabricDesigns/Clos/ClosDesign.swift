internal import FabricModel

/// A design whose devices and links are those of a folded Clos.
protocol ClosDesign: Design {
  var clos: FoldedClos { get }
}

extension ClosDesign {
  package var intent: Intent {
    var intent = Intent()
    intent.design = Self.name
    intent.parameters = settings
    clos.addExpectations(to: &intent)
    return intent
  }

  package var deviceCount: Int { clos.deviceCount }
  package var linkCount: Int { clos.linkCount }
  package var tiers: [Range<Int>] { clos.tiers }
  package var linkGroups: [LinkGroup] { clos.linkGroups }

  package func device(at index: Int) -> DeviceEntry {
    precondition((0..<deviceCount).contains(index), "there is no device \(index)")
    return clos.entry(of: index)
  }

  package func deviceName(at index: Int) -> String { clos.name(of: index) }

  package func link(at index: Int) -> LinkEntry {
    precondition((0..<linkCount).contains(index), "there is no link \(index)")
    return clos.entry(ofLink: index, label: cableLabel(index + 1))
  }

  package func links(of device: Int) -> [Int] { clos.links(of: device) }

  package func membership(of device: Int) -> Membership { clos.membership(of: device) }

  package func cable(from device: Int, to other: Int) -> StockCable {
    CableStock.cable(from: clos.spot(of: device), to: clos.spot(of: other))
  }
}
