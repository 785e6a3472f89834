internal import FabricModel
internal import FabricTopology

/// What two links with the same ends may differ in.
package struct LinkAttributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Speed times width, the lower one of the two ends.
  package static let speed = LinkAttributes(rawValue: 1)
  package static let length = LinkAttributes(rawValue: 2)
  package static let medium = LinkAttributes(rawValue: 4)
  package static let label = LinkAttributes(rawValue: 8)
  package static let part = LinkAttributes(rawValue: 16)

  package static let all: [(attribute: LinkAttributes, name: String)] = [
    (.speed, "speed"), (.length, "length"), (.medium, "medium"), (.label, "label"),
    (.part, "part"),
  ]

  /// The names of what is in the set.
  package var names: [String] {
    Self.all.filter { contains($0.attribute) }.map(\.name)
  }
}

extension LinkAttributes {
  /// Links that both fabrics have and that are not alike, in the order of their ports.
  ///
  /// What one of two links does not say is no difference between them. In two revisions it is one, but
  /// for what one of the files says of no link at all: its dialect may not have a word for it.
  ///
  /// - Complexity: O(links).
  static func deviations(_ alignment: Alignment) -> [Differences.Deviation] {
    let comparison = AttributeComparison(alignment)
    guard !comparison.isEmpty else { return [] }
    var names = NameEquality(alignment)
    var found: [Differences.Deviation] = []
    for port in 0..<alignment.ports.count {
      let mate = alignment.desiredMate[port]
      guard mate > Int32(truncatingIfNeeded: port), mate == alignment.currentMate[port] else {
        continue
      }
      let planned = LinkID(rawValue: alignment.desiredLink[port])
      let observed = LinkID(rawValue: alignment.currentLink[port])
      let attributes = comparison.differing(planned, observed, &names)
      if !attributes.isEmpty {
        found.append(
          Differences.Deviation(
            planned: planned, observed: observed, attributes: attributes,
            port: Int32(truncatingIfNeeded: port)))
      }
    }
    return found
  }
}

/// Compares links of two fabrics, attribute by attribute.
private struct AttributeComparison {
  private let desired: Fabric
  private let current: Fabric
  private let compared: LinkAttributes
  private let countsSilence: Bool

  init(_ alignment: Alignment) {
    desired = alignment.desired
    current = alignment.current
    countsSilence = alignment.standing == .revision
    compared = Self.stated(desired).intersection(Self.stated(current))
  }

  var isEmpty: Bool { compared.isEmpty }

  /// What a fabric says of any link at all.
  private static func stated(_ fabric: Fabric) -> LinkAttributes {
    var found: LinkAttributes = []
    if fabric.links.speed.contains(where: { $0 > 0 })
      || fabric.ports.speed.contains(where: { $0 > 0 })
    {
      found.insert(.speed)
    }
    if fabric.cables.length.contains(where: { $0 > 0 }) { found.insert(.length) }
    if fabric.cables.medium.contains(where: { !$0.isNone }) { found.insert(.medium) }
    if fabric.cables.label.contains(where: { !$0.isNone }) { found.insert(.label) }
    if fabric.cables.part.contains(where: { !$0.isNone }) { found.insert(.part) }
    return found
  }

  func differing(
    _ planned: LinkID, _ observed: LinkID, _ names: inout NameEquality
  ) -> LinkAttributes {
    var found: LinkAttributes = []
    if compared.contains(.speed) {
      let (p, o) = (desired.statedMegabits(of: planned), current.statedMegabits(of: observed))
      if p != o && (countsSilence || (p > 0 && o > 0)) { found.insert(.speed) }
    }
    let (x, y) = (desired.links.cable[planned.index], current.links.cable[observed.index])
    // A chain through panels is no cable.
    guard !x.isNone && !y.isNone else { return found }
    if compared.contains(.length) {
      let (p, o) = (desired.cables.length[x.index], current.cables.length[y.index])
      if p != o && (countsSilence || (p > 0 && o > 0)) { found.insert(.length) }
    }
    if compared.contains(.medium),
      !names.areEqual(
        desired.cables.medium[x.index], current.cables.medium[y.index], countsSilence)
    {
      found.insert(.medium)
    }
    if compared.contains(.part),
      !names.areEqual(desired.cables.part[x.index], current.cables.part[y.index], countsSilence)
    {
      found.insert(.part)
    }
    if compared.contains(.label),
      !names.haveSameBytes(
        desired.cables.label[x.index], current.cables.label[y.index], countsSilence)
    {
      found.insert(.label)
    }
    return found
  }
}

/// Compares names of two tables.
private struct NameEquality {
  private let desired: NameTable
  private let current: NameTable
  /// Few words are used for many cables.
  private var known: [Pair: Bool] = [:]
  private var last: (pair: Pair, answer: Bool)?

  private struct Pair: Hashable {
    var desired: NameID
    var current: NameID
  }

  init(_ alignment: Alignment) {
    desired = alignment.desired.names
    current = alignment.current.names
  }

  /// Without regard to case; the answers are kept.
  mutating func areEqual(_ a: NameID, _ b: NameID, _ countsSilence: Bool) -> Bool {
    if a.isNone || b.isNone { return !countsSilence || a.isNone == b.isNone }
    let pair = Pair(desired: a, current: b)
    if let last, last.pair == pair { return last.answer }
    let answer =
      known[pair] ?? (Spelling.folded(desired.bytes(a)) == Spelling.folded(current.bytes(b)))
    known[pair] = answer
    last = (pair, answer)
    return answer
  }

  /// For names that occur once.
  func haveSameBytes(_ a: NameID, _ b: NameID, _ countsSilence: Bool) -> Bool {
    if a.isNone || b.isNone { return !countsSilence || a.isNone == b.isNone }
    let (p, q) = (desired.range(of: a), current.range(of: b))
    guard p.count == q.count else { return false }
    let (x, y) = (desired.arena.span, current.arena.span)
    for offset in 0..<p.count
    where x[p.lowerBound &+ offset] != y[q.lowerBound &+ offset] {
      return false
    }
    return true
  }
}
