internal import FabricModel

extension RailedClos {
  func entry(of device: Int) -> DeviceEntry {
    let membership = membership(of: device)
    let tier = membership.tier
    var entry = DeviceEntry(name: name(of: device), kind: tier == 0 ? .host : .switch)
    entry.role = ["compute", "leaf", "spine", "core"][tier]
    entry.radix = [rails, fabric.leafRadix, fabric.spineRadix, fabric.coreRadix][tier]
    entry.place = spot(of: device).place
    entry.rail = membership.rail
    entry.plane = membership.plane
    // A plan of 221,184 hosts with one port each says nothing that a reader would miss.
    if degree > 1 { entry.height = height(of: device) }
    return entry
  }

  func entry(ofLink index: Int) -> LinkEntry {
    let ends = ends(ofLink: index)
    let (number, legs) = cable(ofLink: index)
    var entry = LinkEntry(a: EndEntry(ends.lower), b: EndEntry(ends.upper))
    entry.label = RailedClos.label(number + 1)
    entry.sharesCable = legs.lowerBound < index
    entry.speed = index < hostLinkCount ? hostSpeed : fabric.speed
    let isSplit = index < hostLinkCount && self.legs * breakout > 1
    let cable =
      isSplit ? splitCable(legs) : stockCable(from: ends.lower.device, to: ends.upper.device)
    entry.length = cable.length
    entry.medium = cable.medium.name
    if namesOptics, cable.medium.needsTransceivers { addOptics(cable.medium, to: &entry) }
    return entry
  }

  /// `C0000123`: what is printed on cable `number`, from 1.
  static func label(_ number: Int) -> String { "C" + Padded.text(number, width: 7) }

  /// The cable from stock that joins two devices where they stand.
  func stockCable(from device: Int, to other: Int) -> (length: Meters, medium: Medium) {
    let speed = min(device, other) < firstLeaf ? hostSpeed : fabric.speed
    return CableStock.cable(for: CableStock.route(spot(of: device), spot(of: other)), speed: speed)
  }

  /// A split cable is as long as its longest leg needs, and as fast as all legs together.
  private func splitCable(_ links: Range<Int>) -> (length: Meters, medium: Medium) {
    var longest = Meters(0)
    for link in links {
      let ends = ends(ofLink: link)
      longest = max(
        longest, CableStock.route(spot(of: ends.lower.device), spot(of: ends.upper.device)))
    }
    return CableStock.cable(for: longest, speed: hostSpeed.times(legs * breakout))
  }

  /// The end that all legs of a cable share has the sum of their speeds.
  private func addOptics(_ medium: Medium, to entry: inout LinkEntry) {
    let speed = entry.speed ?? hostSpeed
    let isHostCable = entry.a.device < firstLeaf
    entry.a.optic = medium.transceiver(at: isHostCable ? speed.times(legs) : speed)
    entry.b?.optic = medium.transceiver(at: isHostCable ? speed.times(breakout) : speed)
  }
}

extension Gbps {
  fileprivate func times(_ count: Int) -> Gbps { Gbps(megabits: megabits * count) }
}

extension EndEntry {
  fileprivate init(_ end: RailedClos.End) {
    self.init(
      device: end.device,
      port: end.leg > 0 ? .leg(cage: end.port, leg: end.leg) : .number(end.port))
  }
}
