internal import Dispatch
internal import Glibc

/// The only place in the package where work leaves the calling thread.
package enum Parallel {
  /// Who runs the pieces of a loop.
  package enum Runner: Sendable {
    /// Dispatch's shared pool: at most one thread for each core.
    case pool
    /// One thread of its own for each piece, so that a race detector sees true concurrency even
    /// on a machine with a single core. For tests.
    case threadPerPiece
  }

  /// The number of cores that the system offers, at least 1.
  package static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Who runs the pieces of loops started below the current task.
  @TaskLocal package static var runner = Runner.pool

  /// Returns `[body(0), body(1), … body(count - 1)]`, evaluating elements concurrently.
  ///
  /// The result is in index order, so folding it is deterministic for any thread count.
  ///
  /// - Parameter count: the number of pieces; 0 and 1 stay on the calling thread.
  /// - Complexity: one call of `body` for each index; about 1 µs of overhead for up to 16 pieces.
  package static func map<Element: Sendable>(
    count: Int, _ body: @Sendable (Int) -> Element
  ) -> [Element] {
    guard count > 1 else { return (0..<count).map(body) }
    return unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      nonisolated(unsafe) let slots = unsafe buffer
      run(count: count) { index in
        // Disjoint slots: iteration `index` writes element `index` and nothing else.
        unsafe slots.initializeElement(at: index, to: body(index))
      }
      initializedCount = count
    }
  }

  private static func run(count: Int, _ body: @Sendable (Int) -> Void) {
    switch runner {
    case .pool:
      DispatchQueue.concurrentPerform(iterations: count, execute: body)
    case .threadPerPiece:
      withoutActuallyEscaping(body) { body in
        let group = DispatchGroup()
        for index in 0..<count {
          // A serial queue of its own for each piece: Dispatch brings up a thread for every one.
          DispatchQueue(label: "piece-\(index)").async(group: group) { body(index) }
        }
        group.wait()
      }
    }
  }

  /// Splits `0..<count` into at most `pieces` ranges of nearly equal length, in order, none empty.
  package static func ranges(of count: Int, pieces: Int) -> [Range<Int>] {
    let pieces = max(1, min(pieces, count))
    guard count > 0 else { return [] }
    return (0..<pieces).map { (count * $0 / pieces)..<(count * ($0 + 1) / pieces) }
  }
}
