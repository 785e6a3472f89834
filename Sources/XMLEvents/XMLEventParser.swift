package import ByteSources
internal import CLibXML2

/// Reads a document once, as a stream, through libxml2's SAX2 pull parser.
///
/// Security rests on what is *not* there: no DTD (refused at its first line), so no entity beyond
/// the five predefined ones; no network (`XML_PARSE_NONET`); no huge nodes; limits of its own on
/// depth, names, attributes and text; and every SAX handler set here or nil, never a default one.
package enum XMLEventParser {
  /// Who takes the events of a document: a grammar, and a function for batches of events. The
  /// values of events lie in the bytes that come with them.
  package struct Reception {
    package var grammar: XMLGrammar
    package var consume: (Span<XMLEvent>, Span<UInt8>) -> Void

    package init(
      grammar: XMLGrammar, consume: @escaping (Span<XMLEvent>, Span<UInt8>) -> Void
    ) {
      self.grammar = grammar
      self.consume = consume
    }
  }

  /// Parses `source` to its end.
  ///
  /// - Parameter expectedRoots: names for the message about an unknown root element.
  /// - Parameter receive: called once with the name of the root element; nil refuses the document.
  /// - Returns: what the events do not say.
  /// - Throws: `XMLFailure` with the first thing that is wrong. Events before that place have been
  ///   delivered: the caller throws away what it made of them.
  /// - Complexity: O(bytes); memory is bounded by the limits, not by the document.
  package static func parse(
    _ source: ByteSource, limits: XMLLimits = XMLLimits(), expectedRoots: [String],
    receive: @escaping (String) -> Reception?
  ) throws(XMLFailure) -> XMLSummary {
    // Fills libxml2's global tables once; later calls return at once.
    xmlInitParser()
    var handler = unsafe makeHandler()
    let state = UnsafeMutablePointer<SAXState>.allocate(capacity: 1)
    unsafe state.initialize(
      to: SAXState(
        source: source, limits: limits, expectedRoots: expectedRoots, receive: receive))
    defer {
      unsafe state.deinitialize(count: 1)
      unsafe state.deallocate()
    }
    // libxml2 copies the handler; the state outlives the context, which is freed below.
    let context = unsafe xmlCreateIOParserCtxt(
      &handler, state,
      { pointer, buffer, count in
        unsafe SAXState.at(pointer).pointee.read(into: buffer, count: Int(count))
      },
      nil, state, XML_CHAR_ENCODING_NONE)
    guard let context = unsafe context else {
      throw unsafe state.pointee.firstFailure()
        ?? XMLFailure(
          kind: .unreadable, file: source.name, line: 0, detail: "no memory for a parser",
          nextStep: "free some memory")
    }
    defer { unsafe xmlFreeParserCtxt(context) }
    unsafe state.pointee.context = context
    _ = unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
    // What fails below the parser, in a conversion from another encoding, has no context to
    // report to: it would be printed. The handler is this thread's, and goes when we go.
    unsafe xmlSetStructuredErrorFunc(state) { state, error in
      unsafe SAXState.at(state).pointee.structuredError(UnsafeRawPointer(error))
    }
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    _ = unsafe xmlParseDocument(context)
    return try unsafe state.pointee.finish()
  }

  /// Every field that is not set here stays nil: a default SAX2 handler would take our state for
  /// its own context and crash on the first DTD.
  private static func makeHandler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = {
      state, name, prefix, _, namespaceCount, namespaces, attributeCount, _, attributes in
      if namespaceCount > 0, let namespaces = unsafe namespaces {
        unsafe SAXState.at(state).pointee.checkNamespaces(namespaces, count: Int(namespaceCount))
      }
      unsafe SAXState.at(state).pointee.startElement(
        name, prefix: prefix, attributeCount: Int(attributeCount), attributes: attributes)
    }
    unsafe handler.endElementNs = { state, _, _, _ in
      unsafe SAXState.at(state).pointee.endElement()
    }
    unsafe handler.characters = { state, text, count in
      unsafe SAXState.at(state).pointee.characters(text, count: Int(count))
    }
    // The same function as for text: libxml2 then skips its guess about what is mere layout.
    unsafe handler.ignorableWhitespace = handler.characters
    unsafe handler.cdataBlock = handler.characters
    unsafe handler.internalSubset = { state, _, _, _ in
      unsafe SAXState.at(state).pointee.refuseDoctype()
    }
    unsafe plumbline_set_structured_error(&handler) { state, error in
      unsafe SAXState.at(state).pointee.structuredError(error)
    }
    return unsafe handler
  }
}
