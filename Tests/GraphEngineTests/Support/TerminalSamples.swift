import GraphEngine

/// A small graph with terminals as plain lists, and the truth about it by trying everything.
struct TerminalSample {
  var vertexCount: Int
  var edges: [(a: Int, b: Int, capacity: Int64)] = []
  /// The ends of each terminal: vertex and width.
  var terminals: [[(vertex: Int, width: Int64)]] = []
  var levels: [Int32]

  var graph: CSRGraph {
    CSRGraph(
      vertexCount: vertexCount, sources: edges.map { Int32($0.a) },
      targets: edges.map { Int32($0.b) }, capacities: edges.map { Int32($0.capacity) })
  }

  /// Terminals with the same ends taken together.
  var classes: TerminalClasses {
    var counts: [[Int64]: Int64] = [:]
    for terminal in terminals {
      var width = [Int64](repeating: 0, count: vertexCount)
      for end in terminal { width[end.vertex] += end.width }
      guard width.contains(where: { $0 > 0 }) else { continue }
      counts[width, default: 0] += 1
    }
    return TerminalClasses(
      counts.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { width in
        let ends = width.indices.filter { width[$0] > 0 }
        return TerminalClasses.Class(
          ends: ends.map { Int32($0) }, widths: ends.map { width[$0] }, count: counts[width]!)
      })
  }

  /// Twice the least capacity between two halves of whole terminals, over all vertex sets and all
  /// halves: those that are even if there are any, else those that are nearly, with what is uneven
  /// paying its own way. The middle one of an odd number of equal terminals is on both sides.
  var doubledTruth: Int64 {
    let widths = terminals.map { ends in
      var width = [Int64](repeating: 0, count: vertexCount)
      for end in ends { width[end.vertex] += end.width }
      return width
    }.filter { $0.contains { $0 > 0 } }
    let weights = widths.map { $0.reduce(0, +) }
    let total = weights.reduce(0, +)
    guard !weights.isEmpty else { return 0 }
    let isEqual = Set(weights).count == 1
    let sets = 0..<(1 << widths.count)
    let weight = { (set: Int) in
      weights.indices.reduce(Int64(0)) { set >> $1 & 1 == 1 ? $0 + weights[$1] : $0 }
    }
    let least = sets.map { abs(2 * weight($0) - total) }.min()!
    let isOdd = isEqual && !weights.count.isMultiple(of: 2)
    let halves = sets.filter { abs(2 * weight($0) - total) == least }
    var best = Int64.max
    for sides in 0..<(1 << max(0, vertexCount - 1)) {
      var cut: Int64 = 0
      for edge in edges where sides >> edge.a & 1 != sides >> edge.b & 1 { cut += edge.capacity }
      let inside = widths.map { width in
        width.indices.reduce(Int64(0)) { sides >> $1 & 1 == 1 ? $0 + width[$1] : $0 }
      }
      for half in halves {
        var cost: Int64 = 0
        for index in widths.indices {
          cost += half >> index & 1 == 1 ? weights[index] - inside[index] : inside[index]
        }
        if isOdd {
          // One of the smaller half's complement is split: half of it goes over.
          guard 2 * weight(half) < total else { continue }
          for middle in widths.indices where half >> middle & 1 == 0 {
            best = min(best, 2 * cut + 2 * cost + weights[middle] - 2 * inside[middle])
          }
        } else {
          best = min(best, 2 * cut + 2 * cost + least)
        }
      }
    }
    return best
  }
}

/// Seeded samples of at most 10 vertices and 8 terminals: units of rails that meet or stay apart,
/// planes, trees, and anything at all; healthy and damaged.
struct TerminalSamples {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func next() -> TerminalSample {
    var sample = generator.next(below: 4) == 0 ? random() : regular()
    for _ in 0..<generator.next(below: 4) { damage(&sample) }
    return sample
  }

  /// Units of two or three rails, leaves and spines; spines shared or one set for each rail.
  mutating func regular() -> TerminalSample {
    let rails = 1 + generator.next(below: 3)
    let units = 1 + generator.next(below: rails == 3 ? 2 : 3)
    let isApart = rails > 1 && generator.next(below: 2) == 0
    let spines = 1 + generator.next(below: rails * units > 4 ? 1 : 2)
    let groups = isApart ? rails : 1
    let leaves = rails * units
    var sample = TerminalSample(
      vertexCount: leaves + groups * spines,
      levels: (0..<leaves + groups * spines).map { $0 < leaves ? 0 : 1 })
    let width = Int64(1 + generator.next(below: 2))
    let capacity = Int64(1 + generator.next(below: 4))
    for unit in 0..<units {
      for _ in 0..<1 + generator.next(below: max(1, 8 / units)) {
        guard sample.terminals.count < 8 else { break }
        sample.terminals.append((0..<rails).map { (unit * rails + $0, width) })
      }
      for rail in 0..<rails {
        for spine in 0..<spines {
          let group = isApart ? rail : 0
          sample.edges.append((unit * rails + rail, leaves + group * spines + spine, capacity))
        }
      }
    }
    return sample
  }

  private mutating func random() -> TerminalSample {
    let count = 2 + generator.next(below: 8)
    var sample = TerminalSample(
      vertexCount: count, levels: (0..<count).map { _ in Int32(generator.next(below: 3)) - 1 })
    for _ in 0..<generator.next(below: 3 * count) {
      let (a, b) = (generator.next(below: count), generator.next(below: count))
      if a != b { sample.edges.append((a, b, Int64(1 + generator.next(below: 5)))) }
    }
    for _ in 0..<1 + generator.next(below: 8) {
      sample.terminals.append(
        (0..<1 + generator.next(below: 3)).map { _ in
          (generator.next(below: count), Int64(1 + generator.next(below: 3)))
        })
    }
    return sample
  }

  private mutating func damage(_ sample: inout TerminalSample) {
    switch generator.next(below: 4) {
    case 0 where !sample.edges.isEmpty:
      sample.edges.remove(at: generator.next(below: sample.edges.count))
    case 1 where !sample.terminals.isEmpty:
      let index = generator.next(below: sample.terminals.count)
      let end = generator.next(below: sample.terminals[index].count)
      sample.terminals[index][end].vertex = generator.next(below: sample.vertexCount)
    case 2 where !sample.terminals.isEmpty:
      let index = generator.next(below: sample.terminals.count)
      if sample.terminals[index].count > 1 { sample.terminals[index].removeLast() }
    case 3 where !sample.edges.isEmpty:
      sample.edges[generator.next(below: sample.edges.count)].capacity += 1
    default: break
    }
  }
}
