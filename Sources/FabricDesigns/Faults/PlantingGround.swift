internal import FabricModel

/// What faults are drawn from: the design, the dice, and what other faults have left.
struct PlantingGround<Base: Design> {
  let design: Base
  var random: SplitMix64
  /// Links that faults are about; with a leg of a breakout cable all its legs.
  private(set) var claimed: Set<Int> = []
  /// Made when the first fault needs it: it takes a walk over all ports.
  private(set) var freePorts: FreePorts?
  /// Likewise, over all devices.
  private var racks: RackIndex?

  init(_ design: Base, seed: UInt64) {
    self.design = design
    random = SplitMix64(seed: seed)
  }

  mutating func findFreePorts() {
    if freePorts == nil { freePorts = FreePorts(of: design) }
  }

  mutating func rackIndex() -> RackIndex {
    if let racks { return racks }
    let index = RackIndex(design)
    racks = index
    return index
  }

  mutating func claim(_ links: [Int]) {
    for link in links { claimed.formUnion(design.legs(ofLink: link)) }
  }

  mutating func take(_ ends: [EndEntry]) {
    let design = design
    for end in ends {
      if case .number(let port) = end.port { freePorts?.take(port, of: end.device, in: design) }
    }
  }

  func isFree(_ link: Int) -> Bool { !claimed.contains(link) }

  /// Both ends of a link, in an order that the dice decide.
  mutating func endsInAnyOrder(of link: LinkEntry) -> [EndEntry] {
    guard let b = link.b else { return [link.a] }
    return random.below(2) == 0 ? [link.a, b] : [b, link.a]
  }

  /// Elements of a collection, all of them, from a random one on.
  mutating func cycled<List: RandomAccessCollection>(_ list: List) -> [List.Element]
  where List.Index == Int {
    guard !list.isEmpty else { return [] }
    let start = list.startIndex + random.below(list.count)
    return Array(list[start...]) + Array(list[..<start])
  }

  /// Links whose far ends each go where that of the next one was, the last one's to the first.
  ///
  /// The ends that move are those that a cable has to itself: all at the upper tier, else all at the
  /// lower, which comes to the same. Nil where legs of one cage would have to part.
  func rotated(_ links: [Int]) -> [LinkEntry]? {
    let shared = links.map { design.sharedEnd(of: $0) }
    let before = links.map { design.link(at: $0) }
    let next = Array(before.dropFirst() + before.prefix(1))
    if shared.allSatisfy({ !$0.isB }) {
      return zip(before, next).map { link, next in
        var link = link
        link.b = next.b
        return link
      }
    }
    guard shared.allSatisfy({ !$0.isA }) else { return nil }
    return zip(before, next).map { link, next in
      var link = link
      link.a = next.a
      return link
    }
  }

  /// A plug of the same cable in a free port of a device; nil where it has none.
  func freeEnd(at device: Int, for plug: EndEntry) -> EndEntry? {
    freePorts?.port(of: device, in: design).map { plug.moved(to: device, .number($0), in: design) }
  }
}

extension Design {
  /// Whether all legs of a link's cable sit in one cage at end `a`, or at end `b`: that end moves
  /// for all of them or for none. Neither is so for a cable with two ends.
  func sharedEnd(of link: Int) -> (isA: Bool, isB: Bool) {
    let legs = legs(ofLink: link)
    guard legs.count > 1 else { return (false, false) }
    let links = legs.map { self.link(at: $0) }
    return (
      Set(links.map(\.a.cage)).count == 1, Set(links.compactMap(\.b?.cage)).count == 1
    )
  }
}

/// A port of a device, or the cage that it is a leg of.
struct Cage: Hashable {
  var device: Int
  var number: Int
}

extension EndEntry {
  /// Number -1 for a port that has only a name.
  var cage: Cage {
    switch port {
    case .number(let number): Cage(device: device, number: number)
    case .leg(let number, _): Cage(device: device, number: number)
    case .printed, .unnamed: Cage(device: device, number: -1)
    }
  }

  /// The plug in another port. What is said of rail and plane is said of the port.
  func moved(to device: Int, _ port: PortName, in design: some Design) -> EndEntry {
    var end = self
    end.device = device
    end.port = port
    guard device != self.device, rail != nil || plane != nil else { return end }
    let place = design.membership(of: device)
    if rail != nil { end.rail = place.rail }
    if plane != nil { end.plane = place.plane }
    return end
  }

  /// The same in a cage of another number.
  func moved(toCage number: Int) -> EndEntry {
    var end = self
    switch port {
    case .number: end.port = .number(number)
    case .leg(_, let leg): end.port = .leg(cage: number, leg: leg)
    case .printed, .unnamed: break
    }
    return end
  }
}
