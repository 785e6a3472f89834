internal import FabricComparison
internal import FabricModel
internal import FabricTopology

/// Changes as rows of text: cables that change alike and lie side by side share a row.
struct DiffRows {
  /// Changes with ports that count up from the first one.
  struct Row {
    var first: PlacedChange
    var last: PlacedChange
    var count = 1
    var place: Place
  }

  private(set) var rows: [Row] = []
  private let places: ChangePlaces

  /// - Parameter changes: in order.
  /// - Complexity: O(n) for n changes.
  init(_ changes: [PlacedChange], _ places: ChangePlaces) {
    self.places = places
    for change in changes {
      if let last = rows.last, continues(last.last, change) {
        rows[rows.count - 1].last = change
        rows[rows.count - 1].count += 1
      } else {
        rows.append(Row(first: change, last: change, place: places.place(of: change)))
      }
    }
  }

  private func continues(_ a: PlacedChange, _ b: PlacedChange) -> Bool {
    guard a.change.kind == b.change.kind, a.change.attributes == b.change.attributes,
      follows(a.home, b.home), follows(a.far, b.far), continuesOld(a, b)
    else { return false }
    return remark(a) == remark(b)
  }

  /// Moved ends come from where the ones before came from.
  private func continuesOld(_ a: PlacedChange, _ b: PlacedChange) -> Bool {
    guard a.change.kind == .moved else { return true }
    return [true, false].allSatisfy { isHome in
      guard let x = a.old(isHome: isHome), let y = b.old(isHome: isHome) else { return false }
      return follows(
        RevisionPort(isNew: false, port: x), RevisionPort(isNew: false, port: y))
    }
  }

  /// The next port of the same device, or the same port of the next device.
  private func follows(_ a: RevisionPort, _ b: RevisionPort) -> Bool {
    guard a.isNew == b.isNew, !a.port.isNone, !b.port.isNone else { return false }
    let fabric = a.isNew ? places.result.new : places.result.old
    let (x, y) = (fabric.device(of: a.port), fabric.device(of: b.port))
    let ports = fabric.ports
    let (m, n) = (ports.number[a.port.index], ports.number[b.port.index])
    let legs = (ports.leg(of: a.port), ports.leg(of: b.port))
    guard m >= 0, legs.0 == legs.1, ports.printed[a.port.index].isNone,
      ports.printed[b.port.index].isNone
    else { return false }
    if x == y { return n == m + 1 }
    return m == n && NumberedName(fabric.name(of: x)).isBefore(NumberedName(fabric.name(of: y)))
  }

  /// `p01-leaf-01:33..36`, `spine-01..04:7`
  func text(_ a: RevisionPort, _ b: RevisionPort) -> String {
    let fabric = a.isNew ? places.result.new : places.result.old
    if a.port.isNone { return "nowhere" }
    let name = VisibleText.label(fabric.name(of: a.port))
    guard a != b else { return name }
    let (x, y) = (fabric.device(of: a.port), fabric.device(of: b.port))
    if x == y { return name + ".." + VisibleText.label(fabric.portText(b.port)) }
    return VisibleText.label(fabric.name(of: x)) + ".." + NumberedName(fabric.name(of: y)).digits
      + ":" + VisibleText.label(fabric.portText(a.port))
  }

  /// What the cable is, or what of it differs; without its label.
  func remark(_ change: PlacedChange) -> String {
    let result = places.result
    let (old, new) = (change.change.old, change.change.new)
    switch change.change.kind {
    case .added: return CableWords(new, result.new).text
    case .removed: return CableWords(old, result.old).text
    case .relabelled: return ""
    case .moved, .changed:
      let (before, after) = (CableWords(old, result.old), CableWords(new, result.new))
      var parts = LinkAttributes.all.filter {
        change.change.attributes.contains($0.attribute) && $0.attribute != .label
      }.map { attribute, name in
        switch attribute {
        case .legs:
          "\(result.changes.links(from: old, isNew: false).count) -> "
            + "\(result.changes.links(from: new, isNew: true).count) legs"
        case .optics: "other transceivers"
        case .rails: "other rail or plane"
        default: "\(name) \(before.value(attribute)) -> \(after.value(attribute))"
        }
      }
      if change.change.kind == .moved && parts.isEmpty { parts = [after.text] }
      return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  /// Whether an end of a change is in another port than before.
  func hasMoved(_ change: PlacedChange, isHome: Bool) -> Bool {
    guard let old = change.old(isHome: isHome), change.new != nil else { return false }
    let now = isHome ? change.home.port : change.far.port
    return !places.result.changes.areSame(old: old, new: now)
  }

  /// The labels of a row of one cable: `C12`, `C12 -> L12`.
  func labels(_ row: Row) -> String {
    guard row.count == 1 else { return "" }
    let change = row.first.change
    let sides = [(change.old, places.result.old), (change.new, places.result.new)]
      .filter { !$0.0.isNone }.map { VisibleText.label($1.label(of: $0)) }
    guard let first = sides.first, let last = sides.last else { return "" }
    if first == last { return first }
    return [first, last].map { $0.isEmpty ? "no label" : $0 }.joined(separator: " -> ")
  }
}

/// A name that ends in a number.
private struct NumberedName {
  let stem: Substring
  let digits: String

  init(_ name: String) {
    let tail = name.utf8.reversed().prefix { $0 &- 48 < 10 }.count
    stem = name.dropLast(tail)
    digits = String(name.suffix(tail))
  }

  func isBefore(_ other: NumberedName) -> Bool {
    guard stem == other.stem, let a = Int(digits), let b = Int(other.digits) else { return false }
    return b == a + 1
  }
}

/// What a plan says of a cable.
struct CableWords {
  private let entry: LinkEntry
  /// `400 Gb/s`, `100 Gb/s and 50 Gb/s` for legs that differ; empty where all are silent.
  private let speed: String

  init(_ link: LinkID, _ fabric: Fabric) {
    entry = fabric.entry(of: link)
    let stated = fabric.statedSpeeds(ofLegsFrom: link)
    let words = stated.map { $0 > .zero ? $0.readable : "none" }
    speed = Set(stated) == [.zero] ? "" : words.joined(separator: " and ")
  }

  /// `2 m DAC, 400 Gb/s`
  var text: String {
    let cable = [entry.length?.description ?? "", VisibleText.label(entry.medium)]
      .filter { !$0.isEmpty }.joined(separator: " ")
    return [cable, speed].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  func value(_ attribute: LinkAttributes) -> String {
    switch attribute {
    case .speed: speed.isEmpty ? "none" : speed
    case .length: entry.length?.description ?? "none"
    case .medium: Self.shown(entry.medium)
    case .label: Self.shown(entry.label)
    case .part: Self.shown(entry.part)
    case .network: entry.network.name
    default: ""
    }
  }

  private static func shown(_ text: String) -> String {
    text.isEmpty ? "none" : VisibleText.label(text)
  }
}

extension Fabric {
  /// What the cable and both ports state at most; zero where all are silent.
  func statedSpeed(of link: LinkID) -> Gbps { Gbps(megabits: Int(statedMegabits(of: link))) }

  /// Of all legs of a cable that begins with a link; one value where they agree.
  func statedSpeeds(ofLegsFrom link: LinkID) -> [Gbps] {
    let cable = links.cable[link.index]
    var speeds = [statedSpeed(of: link)]
    var next = link.index + 1
    while !cable.isNone, next < links.count, links.cable[next] == cable {
      speeds.append(statedSpeed(of: LinkID(next)))
      next += 1
    }
    return speeds.allSatisfy { $0 == speeds[0] } ? [speeds[0]] : speeds
  }
}
