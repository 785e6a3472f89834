internal import ByteSources
internal import CLibXML2
internal import Glibc

/// What the SAX callbacks share: one per document, behind a pointer that libxml2 carries.
@safe struct SAXState: ~Copyable {
  /// Small enough to stay in the first-level cache until libxml2 has taken it: with 256 KiB the
  /// kernel's copy and ours cost a tenth of a second more for each 450 MB.
  private static let readCapacity = 32 * 1024

  var context: xmlParserCtxtPtr?
  let source: ByteSource
  let limits: XMLLimits
  let expectedRoots: [String]
  private let receive: (String) -> XMLEventParser.Reception?
  private var consume: ((Span<XMLEvent>, Span<UInt8>) -> Void)?
  private var tables = unsafe GrammarTables(XMLGrammar(roots: []), dictionary: nil)
  private var nodeNames: [String] = []
  private var tape = EventTape()
  private let readBuffer: UnsafeMutableRawBufferPointer
  private var readOffset = 0
  private var readCount = 0

  /// The open elements: `opened[0]` is the root, `opened[depth - 1]` the innermost.
  let opened: UnsafeMutablePointer<OpenElement>
  var depth = 0
  /// The node of the innermost element that the grammar knows.
  private var node = 0
  /// How many open elements are inside one that is skipped.
  private var skipped = 0
  /// Bytes of text since the last tag in there.
  private var skippedText = 0
  private var isCapturing = false
  private var captureStart = 0
  private var captureLine: Int32 = 0
  var failure: XMLFailure? { didSet { hasFailed = failure != nil } }
  /// Asked before every event, so it is a plain flag.
  private(set) var hasFailed = false
  var root = ""
  var hasRootEnded = false
  /// Whether two bytes make one character, so that an odd number of them is cut short.
  private(set) var isUTF16 = false
  var unknown = UnknownNames()

  @safe struct OpenElement {
    var name: UnsafePointer<xmlChar>
    var line: Int32
    /// The node around it, to return to.
    var parent: Int32
  }

  init(
    source: ByteSource, limits: XMLLimits, expectedRoots: [String],
    receive: @escaping (String) -> XMLEventParser.Reception?
  ) {
    self.source = source
    self.limits = limits
    self.expectedRoots = expectedRoots
    self.receive = receive
    unsafe readBuffer = .allocate(byteCount: Self.readCapacity, alignment: 16)
    unsafe opened = .allocate(capacity: limits.depth + 1)
  }

  deinit {
    unsafe readBuffer.deallocate()
    unsafe opened.deallocate()
    tables.deallocate()
  }

  @inline(__always)
  static func at(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<SAXState> {
    // libxml2 hands back the pointer that it was given.
    unsafe pointer!.assumingMemoryBound(to: SAXState.self)
  }

  /// libxml2 asks for a few kilobytes at a time; the file is read in large pieces.
  ///
  /// After a failure the file ends for libxml2, which then stops by itself within what it holds.
  /// `xmlStopParser` would free the buffer that it may just be working in.
  mutating func read(into buffer: UnsafeMutablePointer<CChar>?, count: Int) -> Int32 {
    if hasFailed || isExhausted() { return 0 }
    let piece = min(count, readCount - readOffset)
    // Both ranges are inside their buffers by the minimum.
    unsafe UnsafeMutableRawPointer(buffer!).copyMemory(
      from: readBuffer.baseAddress! + readOffset, byteCount: piece)
    readOffset += piece
    return Int32(piece)
  }

  /// Whether libxml2 has been given every byte that there is.
  mutating func isExhausted() -> Bool {
    guard readOffset == readCount else { return false }
    do {
      readCount = try unsafe source.read(into: readBuffer)
    } catch {
      readCount = 0
      fail(.unreadable, line: 0, error.detail, error.nextStep)
    }
    readOffset = 0
    return readCount == 0
  }

  /// The line at which libxml2 stands.
  var line: Int32 {
    @inline(__always) get {
      guard let input = unsafe context?.pointee.input else { return 0 }
      return unsafe input.pointee.line
    }
  }

  mutating func startElement(
    _ name: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, attributeCount: Int,
    attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard !hasFailed, let name = unsafe name else { return }
    let line = line
    if depth == 0 { unsafe beginDocument(root: name, prefix: prefix) }
    guard !hasFailed else { return }
    if depth == limits.depth { return exceed("\(limits.depth) elements inside one another") }
    // There is room for as many as the limit allows.
    unsafe (opened + depth).initialize(
      to: OpenElement(name: name, line: line, parent: Int32(truncatingIfNeeded: node)))
    depth &+= 1
    if attributeCount > limits.attributesPerElement {
      return exceed("\(limits.attributesPerElement) attributes of one element")
    }
    if unsafe prefix != nil && !hasFittingName(prefix!) { return }
    if skipped > 0 {
      skipped &+= 1
      unsafe checkSkipped(name, attributes, count: attributeCount)
      return
    }
    let child = unsafe prefix == nil ? findChild(name) : -1
    guard child >= 0 else {
      if unsafe !tables.ignoresOthers[node] {
        unsafe countUnknown(name, prefix: prefix, isAttribute: false, line: line)
      }
      skipped = 1
      unsafe checkSkipped(name, attributes, count: attributeCount)
      return
    }
    if unsafe tables.isIgnored[child] {
      skipped = 1
      skippedText = 0
      if attributeCount > 0 { unsafe checkSkipped(name, attributes, count: attributeCount) }
      return
    }
    if !isCapturing && tape.isFull { flush() }
    node = child
    if unsafe tables.wantsText[child] {
      isCapturing = true
      captureStart = tape.byteCount
      captureLine = line
    } else {
      unsafe tape.append(.start, id: tables.ids[child], line: line, offset: 0, count: 0)
    }
    if attributeCount > 0 {
      unsafe takeAttributes(attributes!, count: attributeCount, line: line)
    }
  }

  mutating func endElement() {
    guard !hasFailed, depth > 0 else { return }
    depth &-= 1
    if depth == 0 { hasRootEnded = true }
    if skipped > 0 {
      skipped &-= 1
      skippedText = 0
      return
    }
    let id = unsafe tables.ids[node]
    if isCapturing {
      tape.append(
        .text, id: id, line: captureLine, offset: captureStart,
        count: tape.byteCount &- captureStart)
      isCapturing = false
    } else {
      tape.append(.end, id: id, line: line, offset: 0, count: 0)
    }
    node = unsafe Int(opened[depth].parent)
  }

  mutating func characters(_ text: UnsafePointer<xmlChar>?, count: Int) {
    guard !hasFailed else { return }
    if skipped > 0 { return skipText(count) }
    guard isCapturing else { return }
    unsafe tape.append(bytes: text!, count: count)
    if tape.byteCount &- captureStart > limits.textBytes {
      exceed("\(limits.textBytes) bytes of text in one element")
    }
  }

  /// What nobody reads is bounded as well: it says whether this is a plan at all.
  private mutating func skipText(_ count: Int) {
    skippedText &+= count
    if skippedText > limits.textBytes {
      exceed("\(limits.textBytes) bytes of text in one element")
    }
  }

  /// The limits on the tag of an element that is skipped.
  @inline(never)
  private mutating func checkSkipped(
    _ name: UnsafePointer<xmlChar>,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) {
    skippedText = 0
    guard unsafe hasFittingName(name), let attributes = unsafe attributes else { return }
    for index in 0..<count {
      // Five pointers for each attribute: name, prefix, namespace, begin and end of the value.
      let fields = unsafe attributes + 5 * index
      if let name = unsafe fields[0], unsafe !hasFittingName(name) { return }
      if let begin = unsafe fields[3], let end = unsafe fields[4],
        unsafe end - begin > limits.attributeBytes
      {
        return exceed("\(limits.attributeBytes) bytes in one attribute")
      }
    }
  }

  /// The limit on the names of namespaces, of which each element declares hardly more than one.
  mutating func checkNamespaces(_ pairs: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, count: Int)
  {
    for index in 0..<(2 * count) {
      guard let text = unsafe pairs[index] else { continue }
      let bytes = unsafe UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self)
      // libxml2 ends prefixes and names of namespaces with a zero.
      if unsafe strnlen(bytes, limits.attributeBytes + 1) > limits.attributeBytes {
        return exceed("\(limits.attributeBytes) bytes in the name of a namespace")
      }
    }
  }

  mutating func flush() {
    guard let consume else { return }
    tape.drain(into: consume)
  }

  /// Looks the root up among the dialects, and refuses encodings that hide what a file says.
  private mutating func beginDocument(
    root name: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?
  ) {
    guard unsafe hasFittingName(name) else { return }
    root = unsafe String(cString: name)
    // A prefix makes it an element of somebody else's vocabulary.
    if let prefix = unsafe prefix { root = unsafe String(cString: prefix) + ":" + root }
    if let encoding {
      isUTF16 = encoding.hasPrefix("UTF-16")
      guard Self.encodings.contains(encoding) else {
        return fail(
          .encoding, line: 1, "the encoding \(encoding) is not read", "save the file as UTF-8")
      }
    }
    guard let reception = receive(root) else {
      if isCut() { return failAtEnd(line: Int(line)) }
      let names = expectedRoots.map { "<\($0)>" }.joined(separator: ", ")
      return fail(
        .unknownRoot, line: Int(line),
        "the root element is <\(root)>, which no dialect begins with",
        "expected \(names); check that this is a cabling plan")
    }
    tables.deallocate()
    tables = unsafe GrammarTables(reception.grammar, dictionary: context?.pointee.dict)
    nodeNames = reception.grammar.nodes.map(\.node.name)
    consume = reception.consume
    node = 0
  }

  private static let encodings: Set = [
    "UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "ISO-LATIN-1", "ASCII",
    "US-ASCII",
  ]

  /// What libxml2 converts from, declared or found by the first bytes; nil for UTF-8.
  private var encoding: String? {
    guard let input = unsafe context?.pointee.input, let buffer = unsafe input.pointee.buf,
      let encoder = unsafe buffer.pointee.encoder, let name = unsafe encoder.pointee.name
    else { return nil }
    return unsafe String(cString: name).uppercased()
  }

  @inline(__always)
  private func findChild(_ name: UnsafePointer<xmlChar>) -> Int {
    Int(tables.children.find(UInt(bitPattern: name), owner: node))
  }

  /// Five pointers for each attribute: name, prefix, namespace, begin and end of the value.
  private mutating func takeAttributes(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, count: Int, line: Int32
  ) {
    for index in 0..<count {
      let fields = unsafe attributes + 5 * index
      guard let name = unsafe fields[0], let begin = unsafe fields[3], let end = unsafe fields[4]
      else { continue }
      let length = unsafe end - begin
      if length > limits.attributeBytes {
        return exceed("\(limits.attributeBytes) bytes in one attribute")
      }
      let id =
        unsafe fields[1] == nil
        ? tables.attributes.find(UInt(bitPattern: name), owner: node) : -1
      if id > 0 {
        let offset = tape.byteCount
        // In libxml2's buffer a value ends with its quote. One that had to be put together is a
        // copy, ended by a zero, and only there can an ampersand be.
        if unsafe end.pointee == 0 {
          unsafe appendUnescaped(begin, count: length)
        } else {
          unsafe tape.append(bytes: begin, count: length)
        }
        tape.append(
          .attribute, id: UInt8(truncatingIfNeeded: id), line: line, offset: offset,
          count: tape.byteCount &- offset)
      } else if id < 0, unsafe !tables.ignoresOthers[node] {
        unsafe countUnknown(name, prefix: fields[1], isAttribute: true, line: line)
      }
    }
  }

  /// libxml2 hands over every ampersand of an attribute as `&#38;`, meant for a DOM to resolve.
  /// (It would not with XML_PARSE_NOENT, an option that has no place here.)
  @inline(never)
  private mutating func appendUnescaped(_ bytes: UnsafePointer<xmlChar>, count: Int) {
    let ampersand = UInt8(ascii: "&")
    var start = 0
    for index in 0..<count where unsafe bytes[index] == ampersand && index >= start {
      // Up to the ampersand itself; the four bytes `#38;` behind it are inside the value.
      unsafe tape.append(bytes: bytes + start, count: index + 1 - start)
      start = min(count, index + 5)
    }
    unsafe tape.append(bytes: bytes + start, count: count - start)
  }

  @inline(never)
  private mutating func countUnknown(
    _ name: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?, isAttribute: Bool,
    line: Int32
  ) {
    guard unsafe hasFittingName(name) else { return }
    // XML's own attributes and the places of schemas say nothing about cabling.
    if unsafe isAttribute && prefix != nil {
      let prefix = unsafe String(cString: prefix!)
      if prefix == "xml" || prefix == "xsi" { return }
    }
    unsafe unknown.count(name, prefix: prefix, in: node, isAttribute: isAttribute, line: line)
    if unknown.kinds > limits.unknownNames {
      exceed("\(limits.unknownNames) kinds of names that no dialect knows")
    }
  }

  /// Names that the grammar knows are short: only the others are measured.
  private mutating func hasFittingName(_ name: UnsafePointer<xmlChar>) -> Bool {
    let name = unsafe UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self)
    // libxml2 ends every name with a zero; the limit spares a walk to the end of a long one.
    if unsafe strnlen(name, limits.nameBytes + 1) <= limits.nameBytes { return true }
    exceed("\(limits.nameBytes) bytes in a name")
    return false
  }

  /// The innermost open element, for messages.
  var innermost: (name: String, line: Int)? {
    guard depth > 0 else { return nil }
    let element = unsafe opened[depth - 1]
    return unsafe (String(cString: element.name), Int(element.line))
  }

  /// The name of a node of the grammar, for messages.
  func name(of node: Int) -> String { nodeNames.isEmpty ? "" : nodeNames[node] }
}
