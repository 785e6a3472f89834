/// Texts as UTF-8 bytes in one arena, each known by a dense number.
///
/// A plan of 663,552 cables mentions device names 1.3 million times; a `String` for each mention
/// costs five times as much as a look-up here (`intern`). Texts that occur once, such as labels,
/// are only appended (`append`) and take no place in the hash table.
package struct NameTable: Sendable {
  /// All texts behind one another.
  package private(set) var arena: [UInt8] = []
  /// `ends[i]` is where text `i` ends and text `i + 1` begins; the first text begins at 0.
  package private(set) var ends: [UInt32] = []
  /// Open addressing with linear steps: the number of an interned text plus 1, or 0.
  private var slots: [UInt32]
  private var internedCount = 0

  package init() { slots = [UInt32](repeating: 0, count: 1024) }

  package var count: Int { ends.count }

  package mutating func reserve(texts: Int, bytes: Int) {
    ends.reserveCapacity(texts)
    arena.reserveCapacity(bytes)
  }

  /// Adds a text without looking whether it is there already.
  package mutating func append(_ bytes: Span<UInt8>) -> NameID {
    for index in bytes.indices { arena.append(bytes[index]) }
    ends.append(UInt32(arena.count))
    return NameID(ends.count - 1)
  }

  /// Returns the number of a text, the same one for equal bytes.
  ///
  /// - Complexity: expected O(length); 40 ns at a quarter of a million names.
  package mutating func intern(_ bytes: Span<UInt8>) -> NameID {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: NameTable.hash(bytes)) & mask
    while slots[slot] != 0 {
      let candidate = NameID(Int(slots[slot]) - 1)
      if isEqual(candidate, to: bytes) { return candidate }
      slot = (slot + 1) & mask
    }
    let id = append(bytes)
    slots[slot] = UInt32(id.rawValue) + 1
    internedCount += 1
    if internedCount * 2 > slots.count { grow() }
    return id
  }

  package mutating func intern(_ text: String) -> NameID {
    intern(text.utf8.span)
  }

  package mutating func append(_ text: String) -> NameID {
    append(text.utf8.span)
  }

  /// The number of an interned text, or `.none`.
  package func find(_ bytes: Span<UInt8>) -> NameID {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: NameTable.hash(bytes)) & mask
    while slots[slot] != 0 {
      let candidate = NameID(Int(slots[slot]) - 1)
      if isEqual(candidate, to: bytes) { return candidate }
      slot = (slot + 1) & mask
    }
    return .none
  }

  package func find(_ text: String) -> NameID {
    find(text.utf8.span)
  }

  /// Where the bytes of a text lie in `arena`.
  @inlinable package func range(of id: NameID) -> Range<Int> {
    let start = id.index == 0 ? 0 : Int(ends[id.index - 1])
    return start..<Int(ends[id.index])
  }

  /// The text, for output; empty for `.none`.
  package subscript(id: NameID) -> String {
    id.isNone ? "" : String(decoding: arena[range(of: id)], as: UTF8.self)
  }

  /// The bytes of a text; empty for `.none`.
  package func bytes(_ id: NameID) -> ArraySlice<UInt8> {
    id.isNone ? [] : arena[range(of: id)]
  }

  /// Whether text `a` comes before text `b`: runs of digits by their value, all else by bytes, so
  /// that `leaf-9` stands before `leaf-10`. A total order: equal only for equal bytes.
  package func precedes(_ a: NameID, _ b: NameID) -> Bool {
    compare(a, b) < 0
  }

  /// Negative, zero or positive, in the order of `precedes`.
  package func compare(_ a: NameID, _ b: NameID) -> Int {
    if a == b { return 0 }
    if a.isNone || b.isNone { return a.isNone ? -1 : 1 }
    let arena = arena.span
    return NaturalOrder.compare(
      arena.extracting(range(of: a)), arena.extracting(range(of: b)))
  }

  private func isEqual(_ id: NameID, to bytes: Span<UInt8>) -> Bool {
    let range = range(of: id)
    guard range.count == bytes.count else { return false }
    let arena = arena.span
    for offset in bytes.indices where arena[range.lowerBound &+ offset] != bytes[offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = larger.count - 1
    for entry in slots where entry != 0 {
      let text = arena.span.extracting(range(of: NameID(Int(entry) - 1)))
      var slot = Int(truncatingIfNeeded: NameTable.hash(text)) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = entry
    }
    slots = larger
  }

  /// Eight bytes a step, multiply and fold; fixed, so that nothing differs from run to run.
  @inline(__always)
  private static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var state = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    // Every pattern of bits is a byte: the raw view only spares seven loads of eight.
    let raw = unsafe bytes.bytes
    while offset &+ 8 <= bytes.count {
      // In bounds by the loop's condition; a byte at a time costs three times as much.
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state = (state ^ word) &* 0xD6E8_FEB8_6659_FD93
      state ^= state >> 32
      offset &+= 8
    }
    var tail: UInt64 = 0
    while offset < bytes.count {
      tail = tail << 8 | UInt64(bytes[offset])
      offset &+= 1
    }
    state = (state ^ tail) &* 0xD6E8_FEB8_6659_FD93
    return state ^ (state >> 29)
  }
}
