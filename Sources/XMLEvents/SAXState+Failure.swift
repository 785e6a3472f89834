internal import ByteSources
internal import CLibXML2
internal import Glibc

extension SAXState {
  /// Keeps the first failure; nothing is read after it.
  mutating func fail(_ kind: XMLFailure.Kind, line: Int, _ detail: String, _ nextStep: String) {
    guard failure == nil else { return }
    failure = XMLFailure(
      kind: kind, file: source.name, line: line, detail: detail, nextStep: nextStep)
  }

  mutating func exceed(_ limit: String) {
    fail(
      .limit, line: Int(line), "more than \(limit)",
      "no cabling plan needs that: check that this file is one")
  }

  /// libxml2 calls this behind the name of a DOCTYPE, before it reads anything of what it declares.
  mutating func refuseDoctype() {
    fail(
      .doctype, line: Int(line), "a DOCTYPE is not allowed in a plan",
      "remove the DOCTYPE line: Plumbline reads no document type definition and no entities")
    // Right behind this callback libxml2 asks whether to go on: here it is safe to say no.
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  mutating func structuredError(_ error: UnsafeRawPointer?) {
    guard failure == nil else { return }
    let code = unsafe plumbline_error_code(error)
    let level = unsafe plumbline_error_level(error)
    let isNamespace = unsafe plumbline_error_domain(error) == Int32(XML_FROM_NAMESPACE.rawValue)
    // A relative namespace name is odd but harmless, and real exports have it.
    let isHarmless =
      code == Int32(XML_WAR_NS_URI.rawValue) || code == Int32(XML_WAR_NS_URI_RELATIVE.rawValue)
    guard level >= Int32(XML_ERR_ERROR.rawValue) || (isNamespace && !isHarmless) else { return }
    // An error of a conversion has no line of its own.
    let line = unsafe max(Int(plumbline_error_line(error)), Int(line))
    if hasNullByte {
      return fail(
        .notWellFormed, line: line, "a NUL byte stands in the text",
        "export the file again: text has none, and a damaged disk or transfer makes them")
    }
    var text = ""
    if let message = unsafe plumbline_error_message(error) {
      text = unsafe XMLFault.oneLine(String(cString: message))
    }
    if source.position == 0 { return failAtEnd(line: 0) }
    if isCut() && !XMLFault.isWholeTag(code: code) {
      // A start tag that lacks its end has been told already, but nothing is inside it yet.
      if text.contains("end of Start Tag") { depth = max(0, depth - 1) }
      return failAtEnd(line: line)
    }
    if let words = XMLFault.words(code: code) {
      let isEmpty = code == Int32(XML_ERR_DOCUMENT_EMPTY.rawValue)
      return fail(
        isEmpty ? .empty : .notWellFormed, line: line, inside(words.detail), words.nextStep)
    }
    fail(
      .notWellFormed, line: line, "not well-formed XML: \(text)",
      "correct the file at that line, or export it again")
  }

  /// A sentence of `XMLFault` with the element that it happened in.
  private func inside(_ detail: String) -> String {
    let place =
      innermost.map { "<\($0.name)> opened at line \($0.line)" }
      ?? (hasRootEnded ? "<\(root)>" : "the file")
    return detail.replacing("#", with: place)
  }

  func firstFailure() -> XMLFailure? { failure }

  /// What the events do not say, or the reason why there is no document.
  mutating func finish() throws(XMLFailure) -> XMLSummary {
    if failure == nil && !hasRootEnded { failAtEnd(line: Int(line)) }
    if let context = unsafe context, failure == nil, unsafe context.pointee.wellFormed == 0 {
      fail(
        .notWellFormed, line: Int(line), "not well-formed XML",
        "correct the file, or export it again")
    }
    if isUTF16 && source.position % 2 != 0 { failAtEnd(line: Int(line)) }
    if let failure { throw failure }
    flush()
    var summary = XMLSummary()
    summary.root = root
    summary.unknown = unknown.summary { name(of: $0) }
    summary.lines = Int(line)
    return summary
  }

  /// Whether the file ends in a piece of markup or text that has no end: there is nothing more to
  /// read, and no tag ends in what libxml2 holds.
  mutating func isCut() -> Bool {
    guard isExhausted(), let input = unsafe context?.pointee.input else { return false }
    guard let start = unsafe input.pointee.cur, let end = unsafe input.pointee.end else {
      return false
    }
    // Both pointers are into libxml2's one buffer, which nothing changes meanwhile.
    return unsafe end <= start || memchr(start, Int32(UInt8(ascii: ">")), end - start) == nil
  }

  mutating func failAtEnd(line: Int) {
    if source.position == 0 {
      return fail(.empty, line: 0, "the file is empty", "check the path, or export it again")
    }
    let again = "copy or export the file again and compare its size"
    if let open = innermost {
      fail(
        .truncated, line: line,
        "file ends inside <\(open.name)> opened at line \(open.line) (is it cut short?)", again)
    } else if hasRootEnded {
      fail(
        .truncated, line: line, "file ends amid what follows </\(root)> (is it cut short?)", again)
    } else {
      fail(
        .empty, line: line, "file ends before its first element is complete (is it cut short?)",
        "check that this is a cabling plan; if it is, copy or export it again")
    }
  }

  /// Whether a NUL stands where libxml2 stopped, which takes it for the end of the file.
  private var hasNullByte: Bool {
    guard let input = unsafe context?.pointee.input else { return false }
    let (start, end) = unsafe (input.pointee.cur, input.pointee.end)
    guard let start = unsafe start, let end = unsafe end, unsafe start < end else { return false }
    // In bounds by the comparison above.
    return unsafe start.pointee == 0
  }
}
