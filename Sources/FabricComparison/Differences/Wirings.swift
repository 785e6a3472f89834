/// What is planned and what is there, without what nobody could know.
package struct Wirings: Sendable {
  /// `planned[p]`: the port at the other end of the planned link at `p`, or -1.
  package private(set) var planned: [Int32]
  package private(set) var observed: [Int32]
  /// Planned links that nobody can say anything about, by the end that comes first in the table.
  package private(set) var unverified: [WiringComponent.Ends] = []
  /// Ports at which the two differ.
  package private(set) var differing: [Int32] = []

  /// Leaves out planned links that nobody looked at, and those with one end dark and the other one not
  /// looked at; also those at ports about which observations contradict each other.
  ///
  /// - Complexity: O(ports).
  init(_ alignment: Alignment) {
    planned = alignment.desiredMate
    observed = alignment.currentMate
    var disputed: Set<Int32> = []
    for row in alignment.setAside where row.reason == .contradicted {
      disputed.formUnion([row.a, row.b])
    }
    let count = planned.count
    for port in 0..<count {
      let mate = alignment.desiredMate[port]
      guard mate != alignment.currentMate[port] else { continue }
      let row = Int32(truncatingIfNeeded: port)
      if mate > row
        && !Self.isKnown(row, mate, alignment, isDisputed: { disputed.contains($0) })
      {
        unverified.append(WiringComponent.Ends(row, mate))
        planned[port] = -1
        planned[Int(mate)] = -1
      }
      if planned[port] != observed[port] { differing.append(row) }
    }
  }

  package func differ(at port: Int32) -> Bool { planned[Int(port)] != observed[Int(port)] }

  /// Whether anybody could tell that a planned link, which is not observed, is not there.
  private static func isKnown(
    _ a: Int32, _ b: Int32, _ alignment: Alignment, isDisputed: (Int32) -> Bool
  ) -> Bool {
    if isDisputed(a) || isDisputed(b) { return false }
    let (seesA, seesB) = (alignment.isSeen(a), alignment.isSeen(b))
    if seesA && seesB { return true }
    // An end that has another cable decides; a dark one may be dark because of the other.
    return seesA && alignment.currentMate[Int(a)] >= 0
      || seesB && alignment.currentMate[Int(b)] >= 0
  }
}
