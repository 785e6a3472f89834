internal import FabricModel

/// A cage that a breakout cable splits, with what is plugged into it.
struct SplitCage {
  var device: DeviceID
  var number: Int32
  /// The rows of its legs, in order of their number.
  var legs: Range<Int>
  /// The highest number of a leg in use, from 1.
  var highest: Int
  /// The row of the whole port, where a plan uses that beside the legs.
  var whole: PortID?

  /// Into how many legs it is split at least: 1, 2, 4 or 8, for a cage is split evenly.
  var ways: Int { Self.ways(highest) }

  /// 1, 2, 4, 8: the least number of equal parts with so many of them.
  static func ways(_ legs: Int) -> Int {
    var ways = 1
    while ways < legs { ways *= 2 }
    return ways
  }

  func name(_ fabric: Fabric) -> String { "\(fabric.name(of: device)):\(number)" }

  /// All cages with a leg; none in a plan without breakout cables.
  ///
  /// The legs of a cage are neighbours in the table of ports, and the whole port stands before them.
  ///
  /// - Complexity: O(ports), nothing where no cage is split.
  static func all(_ fabric: Fabric) -> [SplitCage] {
    let ports = fabric.ports
    guard !ports.leg.isEmpty else { return [] }
    var cages: [SplitCage] = []
    var start = 0
    while start < ports.count {
      var end = start + 1
      while end < ports.count && ports.number[end] == ports.number[start]
        && ports.device[end] == ports.device[start]
      {
        end += 1
      }
      if ports.number[start] >= 0 && ports.leg[end - 1] > 0 {
        let firstLeg = (start..<end).first { ports.leg[$0] > 0 }!
        cages.append(
          SplitCage(
            device: ports.device[start], number: ports.number[start], legs: firstLeg..<end,
            highest: Int(ports.leg[end - 1]), whole: firstLeg > start ? PortID(start) : nil))
      }
      start = end
    }
    return cages
  }

  /// The links at each of these cages, in order of the file, each once.
  ///
  /// - Complexity: O(links), nothing without cages.
  static func links(at cages: [SplitCage], _ fabric: Fabric) -> [[LinkID]] {
    guard !cages.isEmpty else { return [] }
    var cageOfPort: [PortID: Int] = [:]
    for (index, cage) in cages.enumerated() {
      for port in (cage.whole?.index ?? cage.legs.lowerBound)..<cage.legs.upperBound {
        cageOfPort[PortID(port)] = index
      }
    }
    var links = [[LinkID]](repeating: [], count: cages.count)
    for index in 0..<fabric.links.count {
      for port in [fabric.links.a[index], fabric.links.b[index]] {
        if let cage = cageOfPort[port], links[cage].last != LinkID(index) {
          links[cage].append(LinkID(index))
        }
      }
    }
    return links
  }
}
