internal import FabricModel

/// Tiny plans as one reads them on a whiteboard.
///
/// ```
/// host-1:1 -- leaf-1:1
/// leaf-1:2 -- spine-1:1 400      speed in Gb/s
/// leaf-1:3 --                    no other end
/// leaf-9                         a device without a cable
/// ```
///
/// What begins with `host` or `node` is a host, with `thing` of no known kind, all else a switch.
package enum CableNotation {
  /// - Parameter radix: ports of every switch, 0 for unknown.
  package static func draft(_ text: String, radix: Int = 0) -> PlanDraft {
    var draft = PlanDraft()
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard let first = words.first else { continue }
      guard words.count > 1 else {
        _ = device(first, in: &draft, radix: radix)
        continue
      }
      var link = LinkEntry(a: end(first, in: &draft, radix: radix), b: nil)
      if words.count > 2 { link.b = end(words[2], in: &draft, radix: radix) }
      if words.count > 3 { link.speed = Int(words[3]).map { Gbps($0) } }
      draft.links.append(link)
    }
    return draft
  }

  private static func end(_ text: String, in draft: inout PlanDraft, radix: Int) -> EndEntry {
    let parts = text.split(separator: ":").map(String.init)
    let device = device(parts[0], in: &draft, radix: radix)
    guard parts.count > 1 else { return EndEntry(device: device, port: .unnamed) }
    return EndEntry(device: device, port: Int(parts[1]).map { .number($0) } ?? .printed(parts[1]))
  }

  private static func device(_ name: String, in draft: inout PlanDraft, radix: Int) -> Int {
    let known = draft.device(named: name)
    guard known < 0 else { return known }
    let isHost = name.hasPrefix("host") || name.hasPrefix("node")
    let kind: DeviceKind = isHost ? .host : name.hasPrefix("thing") ? .unknown : .switch
    var entry = DeviceEntry(name: name, kind: kind)
    if kind == .switch { entry.radix = radix }
    draft.devices.append(entry)
    return draft.devices.count - 1
  }
}
