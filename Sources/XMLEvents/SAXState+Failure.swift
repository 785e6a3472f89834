internal import ByteSources
internal import CLibXML2
internal import Glibc

extension SAXState {
  /// Keeps the first failure and stops libxml2.
  mutating func fail(_ kind: XMLFailure.Kind, line: Int, _ message: String, _ nextStep: String) {
    guard failure == nil else { return }
    failure = XMLFailure(
      kind: kind, file: source.name, line: line, message: message, nextStep: nextStep)
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  mutating func exceed(_ limit: String) {
    fail(
      .limit, line: Int(line), "more than \(limit)",
      "no cabling plan needs that: check that this file is one")
  }

  mutating func refuseDoctype() {
    fail(
      .doctype, line: Int(line), "a DOCTYPE is not allowed in a plan",
      "remove the DOCTYPE line: Plumbline reads no document type definition and no entities")
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
    let line = unsafe Int(plumbline_error_line(error))
    if isAtEnd { return failAtEnd(line: line) }
    var message = "not well-formed XML"
    if let text = unsafe plumbline_error_message(error) {
      let text = unsafe String(cString: text)
      message += ": \(text.trimmed())"
    }
    if code == Int32(XML_ERR_TAG_NAME_MISMATCH.rawValue), let open = innermost {
      message = "<\(open.name)> opened at line \(open.line) is closed by another element's end tag"
    } else if hasNullByte {
      message = "a NUL byte stands in the text"
    }
    fail(
      .notWellFormed, line: line, message,
      "correct the file at that line, or export it again")
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
    if let failure { throw failure }
    flush()
    var summary = XMLSummary()
    summary.root = root
    summary.unknown = unknown.summary { name(of: $0) }
    summary.lines = Int(line)
    return summary
  }

  /// Whether libxml2 has used up every byte that there is.
  private var isAtEnd: Bool {
    guard source.isAtEnd, let input = unsafe context?.pointee.input else { return false }
    return unsafe input.pointee.cur >= input.pointee.end
  }

  private mutating func failAtEnd(line: Int) {
    if source.position == 0 {
      return fail(.empty, line: 0, "the file is empty", "check the path, or export it again")
    }
    guard let open = innermost else {
      return fail(
        .empty, line: line, "there is no XML element in the file",
        "check that this is a cabling plan")
    }
    fail(
      .truncated, line: line,
      "file ends inside <\(open.name)> opened at line \(open.line) (is it cut short?)",
      "copy or export the file again and compare its size")
  }

  /// Whether the bytes around the error hold a NUL, which libxml2 takes for the end of the file.
  private var hasNullByte: Bool {
    guard let input = unsafe context?.pointee.input else { return false }
    let (start, end) = unsafe (input.pointee.cur, input.pointee.end)
    guard let start = unsafe start, let end = unsafe end, unsafe start < end else { return false }
    return unsafe start.pointee == 0
  }
}

extension String {
  /// Without the line break at the end that libxml2 puts behind each message.
  fileprivate func trimmed() -> String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text.split(separator: "\n").joined(separator: " ")
  }
}
