import FabricComparison
import FabricModel
import WorkOrders

/// A hand that knows names of ports and cables only: the oracle for orders of work.
///
/// Nothing of the alignment is used: names of ports are texts, renaming a device renames its ports.
struct Hand {
  private struct Plug: Hashable {
    var cable: String
    var end: String
  }

  private var plugs: [String: Plug] = [:]
  private var parked: Set<Plug> = []
  private(set) var touches = 0
  private(set) var fault: String?

  init(_ fabric: Fabric) {
    let names = CableNames(fabric)
    for index in 0..<fabric.links.count {
      let link = LinkID(index)
      let (a, b) = fabric.ends(link)
      guard !a.isNone, !b.isNone else { continue }
      let name = names.name(of: link, fabric)
      plugs[fabric.name(of: a)] = Plug(cable: name, end: "a")
      plugs[fabric.name(of: b)] = Plug(cable: name, end: "b")
    }
  }

  mutating func play(_ order: WorkOrder) {
    for step in order.steps where fault == nil { play(step, order) }
  }

  private mutating func play(_ step: WorkStep, _ order: WorkOrder) {
    let cable = step.cable >= 0 ? order.cables[Int(step.cable)].name : ""
    let plug = Plug(cable: cable, end: step.end?.rawValue ?? "")
    switch step.action {
    case .adopt: return
    case .rename:
      let prefix = step.oldName + ":"
      let moved = plugs.filter { $0.key.hasPrefix(prefix) }
      for name in moved.keys { plugs[name] = nil }
      if plugs.keys.contains(where: { $0.hasPrefix(step.newName + ":") }) {
        fault = "\(step.newName) is there already"
      }
      for (name, plug) in moved {
        plugs[step.newName + ":" + name.dropFirst(prefix.count)] = plug
      }
      return
    case .move, .unplug, .plug: break
    }
    if step.from >= 0 {
      let name = order.name(ofPort: step.from)
      if plugs[name] != plug { fault = "\(name) does not hold end \(plug.end) of \(plug.cable)" }
      plugs[name] = nil
      touches += 1
      if step.to < 0 { parked.insert(plug) }
    }
    if step.to >= 0 {
      let name = order.name(ofPort: step.to)
      if plugs[name] != nil { fault = "\(name) is taken" }
      if plugs.values.contains(plug) { fault = "\(plug) is in another port" }
      if step.from < 0 && parked.remove(plug) == nil {
        if !cable.hasPrefix("new-") { fault = "\(cable) is not in the hand" }
        touches += 1
      }
      plugs[name] = plug
    }
  }

  /// Pairs of ports that cables join, and ends of cables with one plug in.
  var links: Set<[String]> {
    var ports: [String: [String]] = [:]
    for (port, plug) in plugs { ports[plug.cable, default: []].append(port) }
    return Set(ports.values.map { $0.sorted() })
  }

  static func links(_ fabric: Fabric) -> Set<[String]> { Hand(fabric).links }

  /// Whether the order, played without regard to what it says of itself, ends in a fabric.
  static func reaches(_ order: WorkOrder, from current: Fabric, _ desired: Set<[String]>) -> Bool {
    var hand = Hand(current)
    hand.play(order)
    return hand.fault == nil && hand.links == desired
  }
}
