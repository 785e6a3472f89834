internal import FabricModel

/// A design whose devices and links are those of hosts above folded Clos fabrics.
protocol ClosDesign: Design {
  var clos: RailedClos { get }
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
  package var cableCount: Int { clos.cableCount }
  package var tiers: [Range<Int>] { clos.tiers }
  package var linkGroups: [LinkGroup] { clos.linkGroups }

  package func device(at index: Int) -> DeviceEntry {
    precondition((0..<deviceCount).contains(index), "there is no device \(index)")
    return clos.entry(of: index)
  }

  package func deviceName(at index: Int) -> String { clos.name(of: index) }

  package func link(at index: Int) -> LinkEntry {
    precondition((0..<linkCount).contains(index), "there is no link \(index)")
    return clos.entry(ofLink: index)
  }

  package func links(of device: Int) -> [Int] { clos.links(of: device) }

  package func legs(ofLink index: Int) -> Range<Int> { clos.cable(ofLink: index).links }

  package func membership(of device: Int) -> Membership { clos.membership(of: device) }

  package func cable(from device: Int, to other: Int) -> StockCable {
    let cable = clos.stockCable(from: device, to: other)
    return StockCable(length: cable.length, medium: cable.medium.name)
  }
}
