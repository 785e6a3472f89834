internal import FabricModel

/// The cables of a fabric as rows, with the links that each of them carries.
///
/// A breakout cable is one row. Where one of the two files has no word for breakouts, every link is a
/// row of its own on both sides, so that both count alike.
struct CableUnits: Sendable {
  let count: Int
  /// The first link of each cable, and the number of links; empty where every link has its own.
  private let first: [Int32]
  private let cableOf: [CableID]

  /// - Complexity: O(1) without breakouts, else O(links).
  init(_ fabric: Fabric, joinsLegs: Bool) {
    let links = fabric.links.statedCount
    guard joinsLegs && fabric.cables.count != links else {
      count = links
      first = []
      cableOf = []
      return
    }
    count = fabric.cables.count
    cableOf = fabric.links.cable
    var starts: [Int32] = []
    starts.reserveCapacity(count + 1)
    for link in 0..<links where Int(cableOf[link].rawValue) == starts.count {
      starts.append(Int32(truncatingIfNeeded: link))
    }
    starts.append(Int32(truncatingIfNeeded: links))
    first = starts
  }

  /// Whether every link has a cable of its own.
  var isPlain: Bool { first.isEmpty }

  @inline(__always)
  func cable(of link: Int) -> Int { first.isEmpty ? link : cableOf[link].index }

  /// In order of the file.
  @inline(__always)
  func links(of cable: Int) -> Range<Int> {
    first.isEmpty ? cable..<cable + 1 : Int(first[cable])..<Int(first[cable + 1])
  }
}
