internal import Glibc

/// Why a text cannot be read line by line.
package struct TextFailure: ExplainedError, Hashable {
  package var file: String
  package var line: Int
  /// What is wrong there, without the place.
  package var detail: String
  package var nextStep: String

  package var message: String { "\(file):\(line): \(detail)" }
}

/// Where a line stands.
package struct TextPlace: Hashable, Sendable {
  /// From 1.
  package var line: Int
  /// Whether a line end follows: the last line of a file that was cut short has none.
  package var isTerminated: Bool

  package init(line: Int, isTerminated: Bool = true) {
    self.line = line
    self.isTerminated = isTerminated
  }
}

/// Reads a text once, as a stream of lines.
///
/// A line is lent as bytes in the reader's own buffer: nothing is copied, and no `String` is made.
package enum TextLines {
  /// No line of a cabling listing comes near it.
  package static let longest = 64 * 1024
  private static let capacity = 4 * longest

  /// Gives every line of `source` to `take`, without its line end: LF, with any number of CR before
  /// it. A byte-order mark at the start is left out.
  ///
  /// - Throws: `TextFailure` for a line that is too long and for a NUL byte, which no text has;
  ///   `ByteSourceError`; and what `take` throws.
  /// - Complexity: O(bytes); memory is one buffer.
  package static func read(
    _ source: ByteSource, take: (Span<UInt8>, TextPlace) throws -> Void
  ) throws {
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    defer { unsafe buffer.deallocate() }
    var (start, end) = (0, 0)
    var place = TextPlace(line: 1)
    var isAtEnd = false
    while !isAtEnd || start < end {
      // Where no line end is left in the buffer, what is left moves to its start and grows.
      if start > 0 {
        unsafe buffer.update(from: buffer + start, count: end - start)
        (start, end) = (0, end - start)
      }
      // All offsets lie between 0 and the buffer's capacity.
      let count = try unsafe source.read(
        into: UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - end))
      isAtEnd = count == 0
      if unsafe memchr(buffer + end, 0, count) != nil {
        throw failure(
          source, place.line, "a NUL byte stands in the text",
          "save the file as UTF-8, or export it again")
      }
      end += count
      if place.line == 1 && start == 0 { start = unsafe markLength(buffer, count: end) }
      while start < end {
        let found = unsafe memchr(buffer + start, 10, end - start)
        // `found` points into the buffer, at or behind `start`.
        let length = unsafe found.map { unsafe $0 - UnsafeMutableRawPointer(buffer + start) }
        if (length ?? (end - start)) > longest {
          throw failure(
            source, place.line, "more than \(longest) bytes in one line",
            "no cabling listing needs that: check that this file is one")
        }
        guard length != nil || isAtEnd else { break }
        place.isTerminated = length != nil
        var count = length ?? (end - start)
        let next = start + count + 1
        while count > 0, unsafe buffer[start + count - 1] == 13 { count -= 1 }
        // The buffer outlives the call, and nothing is read into it meanwhile.
        let line = unsafe UnsafeBufferPointer(start: buffer + start, count: count)
        try unsafe take(line.span, place)
        place.line += 1
        start = min(next, end)
      }
    }
  }

  /// The bytes of a UTF-8 byte-order mark at the start of a text.
  private static func markLength(_ bytes: UnsafeMutablePointer<UInt8>, count: Int) -> Int {
    guard count >= 3 else { return 0 }
    // In bounds by the guard.
    return unsafe bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }

  private static func failure(
    _ source: ByteSource, _ line: Int, _ detail: String, _ nextStep: String
  ) -> TextFailure {
    TextFailure(file: source.name, line: line, detail: detail, nextStep: nextStep)
  }
}
