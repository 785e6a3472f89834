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
  /// Open addressing with linear steps. A slot holds the upper half of the hash above the number
  /// of the text plus 1, or 0: other texts are passed over without a look at their bytes.
  private var slots: [UInt64]
  private var internedCount = 0

  package init() { slots = [UInt64](repeating: 0, count: 1024) }

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
    let hash = NameTable.hash(bytes)
    let (slot, found) = probe(bytes, hash: hash)
    guard found.isNone else { return found }
    let id = append(bytes)
    slots[slot] = (hash & ~0xFFFF_FFFF) | (UInt64(id.rawValue) &+ 1)
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

  /// The printed name of a port on a card of a host: `hfi1_0/1`.
  package mutating func internPort(_ number: Int32, on adapter: NameID) -> NameID {
    var text: [UInt8] = []
    text.append(contentsOf: bytes(adapter))
    text.append(UInt8(ascii: "/"))
    text.append(contentsOf: String(number).utf8)
    return intern(text.span)
  }

  /// The number of an interned text, or `.none`.
  package func find(_ bytes: Span<UInt8>) -> NameID {
    probe(bytes, hash: NameTable.hash(bytes)).found
  }

  /// As `find`, but first looks whether the text is the one called `guess`, which saves the hash
  /// where a plan names one device many times in a row.
  package func find(_ bytes: Span<UInt8>, guess: NameID) -> NameID {
    !guess.isNone && isEqual(guess, to: bytes) ? guess : find(bytes)
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
    // Every pattern of bits is a byte, and the loads stay inside both texts, which are equally
    // long: names of a plan differ in their last digits, so a byte at a time costs three times
    // as much.
    let (stored, given) = unsafe (arena.span.bytes, bytes.bytes)
    var offset = 0
    while offset &+ 8 <= range.count {
      let a = unsafe stored.unsafeLoadUnaligned(
        fromUncheckedByteOffset: range.lowerBound &+ offset, as: UInt64.self)
      let b = unsafe given.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
      if a != b { return false }
      offset &+= 8
    }
    while offset < range.count {
      if arena[range.lowerBound &+ offset] != bytes[offset] { return false }
      offset &+= 1
    }
    return true
  }

  /// The slot where a text is or would be, and its number.
  @inline(__always)
  private func probe(_ bytes: Span<UInt8>, hash: UInt64) -> (slot: Int, found: NameID) {
    let slots = slots.span
    let mask = slots.count - 1
    var slot = NameTable.firstSlot(hash, mask: mask)
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32 {
        let candidate = NameID(Int(entry & 0xFFFF_FFFF) - 1)
        if isEqual(candidate, to: bytes) { return (slot, candidate) }
      }
      slot = (slot &+ 1) & mask
    }
    return (slot, .none)
  }

  /// Where to begin: taken from the upper half, so that `grow` need not hash again.
  @inline(__always)
  private static func firstSlot(_ hash: UInt64, mask: Int) -> Int {
    Int(truncatingIfNeeded: hash >> 32) & mask
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    let mask = larger.count - 1
    for entry in slots where entry != 0 {
      var slot = NameTable.firstSlot(entry, mask: mask)
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
      let word = unsafe raw.unsafeLoadUnaligned(
        fromUncheckedByteOffset: offset, as: UInt64.self)
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
