import FabricChecks
import FabricDesigns
import FabricModel
import Findings
import TestSupport
import Testing

/// A rule's fault at a random place of a healthy plan.
struct PlantedRule: CustomTestStringConvertible, Sendable {
  /// What was planted: the result, and the names that the finding must mention.
  typealias Outcome = (result: VerificationResult, place: [String])

  var code: String
  var what: String
  var plant: @Sendable (inout Planter) throws -> Outcome

  init(
    _ code: String, _ what: String, _ plant: @escaping @Sendable (inout Planter) throws -> Outcome
  ) {
    self.code = code
    self.what = what
    self.plant = plant
  }

  var testDescription: String { "\(code) \(what)" }
}

/// A healthy plan, a generator of random numbers, and the moves by which faults are planted.
struct Planter {
  var draft: PlanDraft
  var random: SplitMix64
  let design: any Design

  init(_ name: String, _ parameters: [String: String], seed: UInt64) throws {
    design = try Plans.design(name, parameters)
    draft = try Plans.draft(design)
    random = SplitMix64(seed: seed)
  }

  /// The tree that most faults are planted on: 128 hosts, 80 switches, two free ports on each.
  static func tree(seed: UInt64) throws -> Planter {
    try Planter("fat-tree", ["k": "8", "spare": "2"], seed: seed)
  }

  mutating func anyLink() -> Int { random.below(draft.links.count) }

  /// A link between two switches; `level` 1 for leaf and spine, 2 for spine and core.
  mutating func switchLink(level: Int? = nil) -> Int {
    let group = design.linkGroups[level ?? 1 + random.below(design.linkGroups.count - 1)].links
    return group.lowerBound + random.below(group.count)
  }

  mutating func hostLink() -> Int { random.below(design.linkGroups[0].links.count) }

  mutating func device(tier: Int) -> Int {
    let range = design.tiers[tier]
    return range.lowerBound + random.below(range.count)
  }

  func name(_ device: Int) -> String { draft.devices[device].name }

  /// `p03` of `p03-leaf-01`.
  func pod(_ device: Int) -> String { String(name(device).prefix { $0 != "-" }) }

  func freeEnd(_ device: Int) -> EndEntry {
    EndEntry(device: device, port: .number(draft.freePort(of: device)!))
  }

  /// A cable between free ports.
  mutating func addCable(_ a: Int, _ b: Int) -> Int {
    var link = LinkEntry(a: freeEnd(a), b: freeEnd(b))
    link.speed = draft.links[0].speed
    link.label = "EXTRA"
    draft.links.append(link)
    return draft.links.count - 1
  }

  func verified(_ place: [String]) throws -> PlantedRule.Outcome {
    (try Plans.verify(draft), place)
  }

  /// Verifies the text of the plan after an edit of one line that contains `mark`.
  ///
  /// The finding must be about that line: its place is the line's number.
  func verified(
    lineWith mark: String, of text: String, _ edit: (String) -> String
  ) throws -> PlantedRule.Outcome {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let index = lines.firstIndex { $0.contains(mark) }!
    lines[index] = edit(lines[index])
    let result = try Plans.verify(xml: lines.joined(separator: "\n"))
    return (result, ["line \(index + 1)"])
  }
}
