internal import FabricModel
internal import FabricTopology

/// What two links with the same ends may differ in.
package struct LinkAttributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Speed times width, the lower one of the two ends.
  package static let speed = LinkAttributes(rawValue: 1)
  package static let length = LinkAttributes(rawValue: 2)
  package static let medium = LinkAttributes(rawValue: 4)
  package static let label = LinkAttributes(rawValue: 8)
  package static let part = LinkAttributes(rawValue: 16)
  /// Which network the link belongs to.
  package static let network = LinkAttributes(rawValue: 32)
  /// How many legs a breakout cable has; of revisions alone.
  package static let legs = LinkAttributes(rawValue: 64)
  /// Part numbers of the transceivers, and rails or planes, at its ports; of revisions alone.
  package static let optics = LinkAttributes(rawValue: 128)
  package static let rails = LinkAttributes(rawValue: 256)

  package static let all: [(attribute: LinkAttributes, name: String)] = [
    (.speed, "speed"), (.length, "length"), (.medium, "medium"), (.label, "label"),
    (.part, "part"), (.network, "network"), (.legs, "legs"), (.optics, "optics"),
    (.rails, "rails"),
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
    var comparison = AttributeComparison(alignment)
    guard !comparison.isEmpty else { return [] }
    var found: [Differences.Deviation] = []
    for port in 0..<alignment.ports.count {
      let mate = alignment.desiredMate[port]
      guard mate > Int32(truncatingIfNeeded: port), mate == alignment.currentMate[port] else {
        continue
      }
      let planned = LinkID(rawValue: alignment.desiredLink[port])
      let observed = LinkID(rawValue: alignment.currentLink[port])
      let attributes = comparison.differing(planned, observed)
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
struct AttributeComparison: Sendable {
  private let desired: Fabric
  private let current: Fabric
  private let compared: LinkAttributes
  private let countsSilence: Bool
  /// Few words are used for many cables.
  private var words = NameEquality()

  /// - Parameter compared: what both files have words for; nil for what either states of any link.
  init(_ alignment: Alignment, compared: LinkAttributes? = nil) {
    desired = alignment.desired
    current = alignment.current
    countsSilence = alignment.standing == .revision
    self.compared = compared ?? Self.stated(desired).intersection(Self.stated(current))
  }

  var isEmpty: Bool { compared.isEmpty }

  /// What a fabric says of any link at all.
  private static func stated(_ fabric: Fabric) -> LinkAttributes {
    var found: LinkAttributes = []
    if fabric.links.network.contains(where: { $0 != .fabric }) { found.insert(.network) }
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

  mutating func differing(_ planned: LinkID, _ observed: LinkID) -> LinkAttributes {
    var found: LinkAttributes = []
    if compared.contains(.network),
      desired.links.network[planned.index] != current.links.network[observed.index]
    {
      found.insert(.network)
    }
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
      areOther(desired.cables.medium[x.index], current.cables.medium[y.index])
    {
      found.insert(.medium)
    }
    if compared.contains(.part),
      areOther(desired.cables.part[x.index], current.cables.part[y.index])
    {
      found.insert(.part)
    }
    if compared.contains(.label),
      areOtherLabels(desired.cables.label[x.index], current.cables.label[y.index])
    {
      found.insert(.label)
    }
    return found
  }

  /// Words without regard to case.
  private mutating func areOther(_ planned: NameID, _ observed: NameID) -> Bool {
    if planned.isNone || observed.isNone {
      return countsSilence && planned.isNone != observed.isNone
    }
    return !words.areEqual(planned, desired, observed, current)
  }

  private func areOtherLabels(_ planned: NameID, _ observed: NameID) -> Bool {
    if planned.isNone || observed.isNone {
      return countsSilence && planned.isNone != observed.isNone
    }
    return !NameEquality.haveSameBytes(planned, desired, observed, current)
  }
}
