internal import ByteSources

/// Cuts a document that is one long list into pieces that can be parsed at the same time.
///
/// The first piece gets the end tags that are missing behind it, every other one the start of the
/// document before it, and all but the last both: each is a document. Nothing is guessed. If every
/// piece is well formed, the elements that are open at each cut are exactly those of the path, so the
/// whole is well formed too, and its records are those of the pieces. A cut inside a comment, a text
/// or an attribute makes a piece fail, and then the document is read in one piece.
package enum XMLPieces {
  package struct Piece: Sendable {
    /// The bytes of the file.
    package var range: Range<Int>
    package var before: [UInt8]
    package var after: [UInt8]
    /// Line ends in `before`.
    package var linesBefore: Int
  }

  /// How far a cut may lie from where it is wanted: a switch may list every route.
  private static let reach = 16 * 1024 * 1024
  private static let prologBytes = 16 * 1024

  /// - Parameter path: the names of the root and the elements in it down to the list.
  /// - Parameter record: the name of the elements of the list.
  /// - Returns: at most `count` pieces, in order; nil where there is no sound way to cut.
  /// - Complexity: O(bytes looked at for a cut).
  package static func cut(
    _ file: String, size: Int, path: [String], record: String, count: Int
  ) -> [Piece]? {
    guard count > 1, let start = try? ByteSource(path: file).peek(prologBytes),
      let prolog = prolog(start, path: path, record: record)
    else { return nil }
    let after = path.reversed().flatMap { "</\($0)>".utf8 }
    var cuts = [0]
    for index in 1..<count {
      guard let cut = cut(file, from: size / count * index, record: record) else { break }
      if cut > max(cuts[cuts.count - 1], prolog.count) { cuts.append(cut) }
    }
    guard cuts.count > 1 else { return nil }
    let lines = prolog.count { $0 == 10 }
    return cuts.indices.map { index in
      let isLast = index == cuts.count - 1
      return Piece(
        range: cuts[index]..<(isLast ? size : cuts[index + 1]), before: index == 0 ? [] : prolog,
        after: isLast ? [] : after, linesBefore: index == 0 ? 0 : lines)
    }
  }

  /// All before the first record, where nothing but start tags can be in it.
  private static func prolog(_ start: [UInt8], path: [String], record: String) -> [UInt8]? {
    guard let end = find("<\(record)", in: start, from: 0) else { return nil }
    let prolog = Array(start[..<end])
    let text = String(decoding: prolog, as: UTF8.self)
    // Of instructions only the declaration; no comment, no DOCTYPE, no other encoding, no list before.
    guard text.ranges(of: "<?").count <= 1, !text.contains("<!"), !text.contains("</"),
      path.allSatisfy({ text.ranges(of: "<\($0)").count == 1 })
    else { return nil }
    let declaration = text.contains("<?") ? text.prefix { $0 != ">" }.lowercased() : ""
    guard !declaration.contains("encoding") || declaration.contains("utf-8") else { return nil }
    return prolog
  }

  /// Where the first record behind `offset` begins: after an end tag of one, with white space between.
  private static func cut(_ file: String, from offset: Int, record: String) -> Int? {
    let window = offset..<(offset + reach)
    guard
      let bytes = try? ByteSource(path: file, piece: window, before: [], after: []).peek(reach)
    else { return nil }
    var place = 0
    while let end = find("</\(record)", in: bytes, from: place) {
      place = end + 1
      var next = end + record.utf8.count + 2
      if next < bytes.count && bytes[next] == UInt8(ascii: ">") { next += 1 } else { continue }
      while next < bytes.count && [9, 10, 13, 32].contains(bytes[next]) { next += 1 }
      if find("<\(record)", in: bytes, from: next, isThere: true) != nil { return offset + next }
    }
    return nil
  }

  /// Where a tag begins whose name ends behind `start`; only right at `from`, if `isThere`.
  private static func find(
    _ start: String, in bytes: [UInt8], from: Int, isThere: Bool = false
  ) -> Int? {
    let start = Array(start.utf8)
    var place = from
    while place + start.count < bytes.count {
      // Behind the name comes white space, a slash or the end of the tag.
      if bytes[place] == start[0], bytes[place...].starts(with: start),
        [9, 10, 13, 32, 47, 62].contains(bytes[place + start.count])
      {
        return place
      }
      if isThere { return nil }
      place += 1
    }
    return nil
  }
}
