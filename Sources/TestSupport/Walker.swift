package import FabricModel
internal import Foundation

/// Carries out the steps of a work order as its JSON tells them, knowing names of ports and nothing
/// else: what a technician, or somebody else's program, would make of it.
package struct Walker {
  /// The port at the other end of the cable in a port; empty while that end is in no port.
  private var mate: [String: String] = [:]
  package private(set) var touches = 0

  package struct Refusal: Error, CustomStringConvertible {
    package var description: String
  }

  /// - Parameter fabric: what is there; links with two ends that the plan states.
  package init(_ fabric: Fabric) {
    for row in 0..<fabric.links.statedCount {
      let (a, b) = fabric.ends(LinkID(row))
      guard !a.isNone, !b.isNone else { continue }
      mate[fabric.name(of: a)] = fabric.name(of: b)
      mate[fabric.name(of: b)] = fabric.name(of: a)
    }
  }

  /// Cables with both ends in, as `leaf-1:7--spine-2:3`.
  package var cables: Set<String> {
    Set(
      mate.filter { !$0.value.isEmpty }.map {
        [$0.key, $0.value].sorted(by: NaturalOrder.precedes).joined(separator: "--")
      })
  }

  /// Ports with a plug whose other end is in no port.
  package var looseEnds: [String] { mate.filter(\.value.isEmpty).keys.sorted() }

  /// Carries out all steps of a document of `plumbline/workorder/1`.
  package mutating func walk(_ json: [UInt8]) throws {
    let document = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    guard let document, let steps = document["steps"] as? [[String: Any]] else {
      throw Refusal(description: "there are no steps")
    }
    var done: Set<Int> = []
    for step in steps {
      for number in step["after"] as? [Int] ?? [] where !done.contains(number) {
        throw Refusal(description: "step \(step["step"] ?? 0) comes before step \(number)")
      }
      try carryOut(step)
      done.insert(step["step"] as? Int ?? 0)
    }
    if touches != document["touches"] as? Int {
      throw Refusal(description: "it takes \(touches) touches, not \(document["touches"] ?? 0)")
    }
  }

  private mutating func carryOut(_ step: [String: Any]) throws {
    let action = step["action"] as? String ?? ""
    if action == "adopt" { return }
    if action == "rename" {
      return rename(step["device"] as? String ?? "", step["newName"] as? String ?? "")
    }
    let legs = step["legs"] as? [[String: Any]] ?? [step]
    // A plug that is held in the hand was paid for when it was taken out.
    let isHeld =
      action == "plug" && Self.port(legs[0]["stays"]).map { mate[$0] == "" } ?? false
      && (step["cable"] as? String)?.hasPrefix("new-") == false
    if !isHeld { touches += 1 }
    for leg in legs {
      let (from, to, stays) = (
        Self.port(leg["from"]), Self.port(leg["to"]), Self.port(leg["stays"])
      )
      switch (action, from, to) {
      case ("unplug", let from?, nil): try unplug(from, stays)
      case ("plug", nil, let to?): try plug(to, stays)
      case ("move", let from?, let to?):
        try unplug(from, stays)
        try plug(to, stays)
      default: throw Refusal(description: "\(action) with a port too few or too many")
      }
    }
  }

  private mutating func unplug(_ port: String, _ stays: String?) throws {
    guard let other = mate.removeValue(forKey: port) else {
      throw Refusal(description: "there is no plug in \(port)")
    }
    guard other == stays ?? "" else {
      throw Refusal(description: "\(port) leads to \(other), not to \(stays ?? "nowhere")")
    }
    if !other.isEmpty { mate[other] = "" }
  }

  private mutating func plug(_ port: String, _ stays: String?) throws {
    guard mate[port] == nil else { throw Refusal(description: "\(port) is taken") }
    mate[port] = stays ?? ""
    guard let stays else { return }
    guard mate[stays] == "" else {
      throw Refusal(description: "\(stays) has no cable with a loose end")
    }
    mate[stays] = port
  }

  private mutating func rename(_ old: String, _ new: String) {
    let renamed = { (port: String) in
      port.hasPrefix(old + ":") ? new + port.dropFirst(old.count) : port
    }
    mate = Dictionary(uniqueKeysWithValues: mate.map { (renamed($0.key), renamed($0.value)) })
  }

  private static func port(_ place: Any?) -> String? {
    guard let place = place as? [String: Any], let device = place["device"] as? String,
      let port = place["port"] as? String
    else { return nil }
    return device + ":" + port
  }
}
