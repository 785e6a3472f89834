internal import FabricModel

/// What cables are made of, by the names that plans use.
struct CableMedia {
  private let fabric: Fabric
  private var last: (name: NameID, medium: Medium?) = (.none, nil)
  private var known: [NameID: Medium?] = [:]

  init(_ fabric: Fabric) { self.fabric = fabric }

  /// Nil where the plan says nothing, or a name that says nothing of reach.
  mutating func medium(of cable: CableID) -> Medium? {
    let name = cable.isNone ? NameID.none : fabric.cables.medium[cable.index]
    guard !name.isNone else { return nil }
    // Nearly all cables are of the same few kinds, and neighbours of the same one.
    if last.name == name { return last.medium }
    let medium = known[name] ?? Medium(named: fabric.names[name])
    known[name] = medium
    last = (name, medium)
    return medium
  }

  /// What all links of a cable carry together, in Mb/s.
  static func megabits(of links: Range<Int>, _ speeds: [Int32]) -> Int {
    links.reduce(0) { $0 + Int(speeds[$1]) }
  }
}
