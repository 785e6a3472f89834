/// Priority queues of vertices keyed by gain, as arrays of doubly linked lists.
///
/// A bucket holds gains that agree after a right shift, so the number of buckets stays bounded for
/// any capacities; with capacities below a few thousand the shift is 0 and the order is exact.
/// Within a bucket the vertex inserted last comes first.
struct GainBuckets: ~Copyable {
  private let heads: Lane<Int32>
  private let next: Lane<Int32>
  private let previous: Lane<Int32>
  private let tops: Lane<Int32>
  private let bucketCount: Int
  private let largestGain: Int64
  private let shift: Int64

  /// Empty queues for vertices `0..<vertexCount` with gains in `-largestGain...largestGain`.
  init(queueCount: Int, vertexCount: Int, largestGain: Int64) {
    // Clearing the buckets must not cost more than the pass over the vertices that follows.
    let bucketLimit = Int64(min(8192, max(512, 2 * vertexCount)))
    var shift: Int64 = 0
    while (2 * largestGain) >> shift >= bucketLimit { shift += 1 }
    self.shift = shift
    self.largestGain = largestGain
    bucketCount = Int((2 * largestGain) >> shift) + 1
    heads = Lane(repeating: -1, count: queueCount * bucketCount)
    next = Lane(repeating: -1, count: vertexCount)
    previous = Lane(repeating: -1, count: vertexCount)
    tops = Lane(repeating: -1, count: queueCount)
  }

  /// Empties all queues.
  func removeAll() {
    heads.fill(-1)
    tops.fill(-1)
  }

  @inline(__always)
  private func bucket(_ gain: Int64) -> Int {
    Int(truncatingIfNeeded: (gain &+ largestGain) &>> shift)
  }

  @inline(__always)
  func insert(_ vertex: Int32, gain: Int64, queue: Int) {
    let bucket = bucket(gain)
    let cell = queue &* bucketCount &+ bucket
    let head = heads[cell]
    previous[vertex] = -1
    next[vertex] = head
    if head >= 0 { previous[head] = vertex }
    heads[cell] = vertex
    if Int32(truncatingIfNeeded: bucket) > tops[queue] {
      tops[queue] = Int32(truncatingIfNeeded: bucket)
    }
  }

  @inline(__always)
  func remove(_ vertex: Int32, gain: Int64, queue: Int) {
    let before = previous[vertex]
    let after = next[vertex]
    if before >= 0 {
      next[before] = after
    } else {
      heads[queue &* bucketCount &+ bucket(gain)] = after
    }
    if after >= 0 { previous[after] = before }
  }

  @inline(__always)
  func move(_ vertex: Int32, from old: Int64, to new: Int64, queue: Int) {
    // A gain that stays in its bucket keeps its place.
    if shift > 0 && bucket(old) == bucket(new) { return }
    remove(vertex, gain: old, queue: queue)
    insert(vertex, gain: new, queue: queue)
  }

  /// The first vertex of the highest bucket of `queue`; -1 if the queue is empty.
  @inline(__always)
  func first(of queue: Int) -> Int32 {
    var top = tops[queue]
    let base = queue &* bucketCount
    while top >= 0 {
      let head = heads[base &+ Int(top)]
      if head >= 0 { break }
      top &-= 1
    }
    tops[queue] = top
    return top < 0 ? -1 : heads[base &+ Int(top)]
  }
}
