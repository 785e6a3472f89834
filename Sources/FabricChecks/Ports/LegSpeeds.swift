internal import FabricModel

/// How fast the legs of split cages are.
struct LegSpeeds {
  /// Mb/s of the link at each port, 0 where nobody says.
  private var megabits: [Int32]

  /// - Complexity: O(links + ports).
  init(_ fabric: Fabric) {
    megabits = [Int32](repeating: 0, count: fabric.ports.count)
    for index in 0..<fabric.links.count {
      let speed = fabric.links.speed[index]
      let (a, b) = (fabric.links.a[index], fabric.links.b[index])
      if !a.isNone { megabits[a.index] = speed }
      if !b.isNone { megabits[b.index] = speed }
    }
    for port in megabits.indices where fabric.ports.speed[port] > 0 {
      megabits[port] = fabric.ports.speed[port]
    }
  }

  /// The speed that all legs of a cage have; nil where they differ.
  func common(of cage: SplitCage) -> Int32? {
    let speed = megabits[cage.legs.lowerBound]
    return cage.legs.allSatisfy { megabits[$0] == speed } ? speed : nil
  }

  /// The speed of most legs of a cage, of equals the higher one; 0 where nobody says.
  func usual(of cage: SplitCage) -> Int32 {
    common(of: cage)
      ?? counts(of: cage).max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// The speeds for which a cage is split: what its ports state, else what two legs or more have.
  /// One slow leg is a slow cable and no mode.
  func modes(of cage: SplitCage, _ fabric: Fabric) -> [Int32] {
    if let common = common(of: cage) { return [common] }
    let stated = Set(cage.legs.map { fabric.ports.speed[$0] }).subtracting([0])
    if stated.count > 1 { return stated.sorted() }
    return counts(of: cage).filter { $0.value > 1 }.keys.sorted()
  }

  private func counts(of cage: SplitCage) -> [Int32: Int] {
    var counts: [Int32: Int] = [:]
    for port in cage.legs where megabits[port] > 0 { counts[megabits[port], default: 0] += 1 }
    return counts
  }
}

/// Into how many legs a cage is split, as the other split cages show.
///
/// The cages of one device are alike in nearly every plan; where it has few, those of all devices of
/// its kind are asked.
struct CageModes {
  private struct Mode: Hashable {
    var isHost: Bool
    var legMegabits: Int32
  }

  private let cages: [SplitCage]
  private var modes: [Mode] = []
  /// By mode: how many cages have so many legs.
  private var counts: [Mode: [Int: Int]] = [:]

  /// So many other cages at least, and three of four of them, have to agree.
  private static let fewest = 2

  /// - Complexity: O(legs).
  init(_ cages: [SplitCage], _ speeds: LegSpeeds, _ fabric: Fabric) {
    self.cages = cages
    modes.reserveCapacity(cages.count)
    // Runs of equal cages are counted together: there may be as many cages as hosts.
    var run: (mode: Mode, legs: Int, count: Int)?
    for cage in cages {
      let mode = Mode(
        isHost: fabric.kind(of: cage.device) == .host, legMegabits: speeds.usual(of: cage))
      modes.append(mode)
      if let known = run, known.mode == mode, known.legs == cage.ways {
        run!.count += 1
        continue
      }
      if let run { counts[run.mode, default: [:]][run.legs, default: 0] += run.count }
      run = (mode, cage.ways, 1)
    }
    if let run { counts[run.mode, default: [:]][run.legs, default: 0] += run.count }
  }

  /// The legs that a cage has if it is like the others; nil where they do not agree.
  ///
  /// - Complexity: O(cages of the device); nothing where all cages of a kind are alike.
  func legs(ofCageAt index: Int) -> Int? {
    let (cage, mode) = (cages[index], modes[index])
    guard mode.legMegabits > 0, let all = counts[mode] else { return nil }
    if all.count == 1 { return cage.ways }
    return agreed(ownDevice(index), without: cage.ways) ?? agreed(all, without: cage.ways)
  }

  /// The cages of a device are neighbours.
  private func ownDevice(_ index: Int) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for step in [-1, 1] {
      var other = step < 0 ? index : index + 1
      while cages.indices.contains(other), cages[other].device == cages[index].device {
        if modes[other] == modes[index] { counts[cages[other].ways, default: 0] += 1 }
        other += step
      }
    }
    return counts
  }

  private func agreed(_ counts: [Int: Int], without own: Int) -> Int? {
    var others = counts
    others[own]! -= 1
    let all = others.values.reduce(0, +)
    guard let most = others.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      most.value >= Self.fewest, 4 * most.value >= 3 * all
    else { return nil }
    return most.key
  }
}
