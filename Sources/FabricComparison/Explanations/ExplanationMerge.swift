internal import FabricModel

/// Joins explanations that one act made together.
struct ExplanationMerge {
  private let alignment: Alignment
  private let wirings: Wirings

  init(_ alignment: Alignment, _ wirings: Wirings) {
    self.alignment = alignment
    self.wirings = wirings
  }

  /// A cable that is missing, its ports empty, and one in two free ports of the same two devices: both
  /// of its ends are in wrong ports.
  static let bothEnds = ExplanationKind("wrong-ports", .cables)
  /// All devices of one pattern of names, each found under another pattern with the same numbers.
  static let scheme = ExplanationKind("renamed-scheme", .names)

  func merged(_ explanations: [Explanation]) -> [Explanation] {
    var all: [Explanation?] = explanations
    joinBothEnds(&all)
    joinSchemes(&all)
    return all.compactMap { $0 }
  }

  private func joinBothEnds(_ all: inout [Explanation?]) {
    var missing: [PortPair: [Int]] = [:]
    for (index, explanation) in all.enumerated() {
      guard let explanation, explanation.kind == MissingCable.kind,
        explanation.ports.allSatisfy({ wirings.observed[Int($0)] < 0 })
      else { continue }
      missing[devicePair(explanation), default: []].append(index)
    }
    guard !missing.isEmpty else { return }
    for (index, explanation) in all.enumerated() {
      guard let explanation, explanation.kind == UnexpectedCable.kind,
        explanation.ports.allSatisfy({ wirings.planned[Int($0)] < 0 }),
        let partner = missing[devicePair(explanation)]?.first
      else { continue }
      missing[devicePair(explanation)]?.removeFirst()
      // What was there makes way first.
      join(&all, into: min(index, partner), [index, partner], Self.bothEnds)
    }
  }

  private func devicePair(_ explanation: Explanation) -> PortPair {
    let devices = explanation.devices
    return PortPair(devices.first ?? -1, devices.last ?? -1)
  }

  private func joinSchemes(_ all: inout [Explanation?]) {
    var groups: [Scheme: [Int]] = [:]
    for (index, explanation) in all.enumerated() {
      guard let explanation, explanation.devices.count == 2,
        [ReplacedDevice.kind, RenamedDevice.kind].contains(explanation.kind)
      else { continue }
      let names = explanation.devices.map { alignment.name(ofDevice: $0) }
      guard Template(names[0]).numbers == Template(names[1]).numbers else { continue }
      let scheme = Scheme(old: Template(names[0]).text, new: Template(names[1]).text)
      groups[scheme, default: []].append(index)
    }
    groups = groups.filter { $0.value.count >= 2 }
    guard !groups.isEmpty else { return }
    var planned: [String: Int] = [:]
    for row in 0..<alignment.devices.count where !alignment.devices.desired[row].isNone {
      planned[Template(alignment.name(ofDevice: Int32(row))).text, default: 0] += 1
    }
    for (scheme, members) in groups where planned[scheme.old] == members.count {
      join(&all, into: members[0], members, Self.scheme)
    }
  }

  private struct Scheme: Hashable {
    var old: String
    var new: String
  }

  private func join(
    _ all: inout [Explanation?], into place: Int, _ members: [Int], _ kind: ExplanationKind
  ) {
    let parts = members.compactMap { all[$0] }
    for member in members { all[member] = nil }
    let canon = alignment.canon
    var whole = Explanation(kind)
    whole.undo = parts.flatMap(\.undo)
    whole.planned = parts.flatMap(\.planned)
    whole.observed = parts.flatMap(\.observed)
    whole.ports = Array(Set(parts.flatMap(\.ports))).sorted(by: canon.portComesFirst)
    whole.devices =
      kind == Self.scheme
      ? parts.flatMap(\.devices) : alignment.devices(ofSorted: whole.ports)
    whole.accountsFor = parts.reduce(0) { $0 + $1.accountsFor }
    all[place] = whole
  }

  /// A name with its numbers taken out: `leaf-#`, and 7.
  private struct Template {
    var text = ""
    var numbers: [Int] = []

    init(_ name: String) {
      var digits = ""
      for character in name + " " {
        if character.isASCII && character.isNumber {
          digits.append(character)
          continue
        }
        if !digits.isEmpty {
          text.append("#")
          numbers.append(Int(digits.prefix(18)) ?? 0)
          digits = ""
        }
        text.append(character)
      }
      text.removeLast()
    }
  }
}
