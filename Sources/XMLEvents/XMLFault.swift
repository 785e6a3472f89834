internal import CLibXML2

/// What libxml2's error numbers mean to somebody who has a file to correct.
enum XMLFault {
  /// A sentence, with `#` for the element it happened in, and what to do; nil for rare errors,
  /// whose own text has to do.
  static func words(code: Int32) -> (detail: String, nextStep: String)? {
    let code = xmlParserErrors(rawValue: UInt32(bitPattern: code))
    return structure(code) ?? characters(code) ?? attributesAndNames(code)
  }

  private static let correct = "correct the file at that line, or export it again"

  private static func structure(_ code: xmlParserErrors) -> (String, String)? {
    switch code {
    case XML_ERR_TAG_NAME_MISMATCH:
      return ("# is closed by the end tag of another element", correct)
    case XML_ERR_DOCUMENT_END:
      return (
        "something follows the end of #",
        "a plan has one root element: put each plan into a file of its own"
      )
    case XML_ERR_DOCUMENT_EMPTY:
      return (
        "no XML element begins here",
        "check that this is a cabling plan in XML; unpack it first if it is compressed"
      )
    case XML_ERR_CDATA_NOT_FINISHED, XML_ERR_PI_NOT_FINISHED:
      return (
        "a CDATA section or instruction in # has more than 10 MB, or no end",
        "no cabling plan needs that: check that this file is one"
      )
    case XML_ERR_RESERVED_XML_NAME:
      return (
        "the XML declaration is not at the start of #",
        "remove what stands before <?xml, or the second <?xml"
      )
    default: return nil
    }
  }

  private static func characters(_ code: xmlParserErrors) -> (String, String)? {
    switch code {
    case XML_ERR_INVALID_ENCODING, XML_ERR_INVALID_CHAR, XML_I18N_CONV_FAILED, XML_IO_ENCODER:
      return (
        "bytes that are no text in the file's encoding, in #",
        "save the file as UTF-8, or name its encoding in the first line"
      )
    case XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_UNKNOWN_ENCODING:
      return ("the encoding that the first line names is not known", "save the file as UTF-8")
    case XML_ERR_UNDECLARED_ENTITY:
      return (
        "an entity that XML does not define, in #",
        "write the character itself; only &amp; &lt; &gt; &quot; &apos; and numbers are read"
      )
    case XML_ERR_ENTITYREF_SEMICOL_MISSING, XML_ERR_NAME_REQUIRED, XML_ERR_ENTITYREF_NO_NAME:
      return ("a bare & or < in #", "write &amp; for & and &lt; for <")
    default: return nil
    }
  }

  private static func attributesAndNames(_ code: xmlParserErrors) -> (String, String)? {
    switch code {
    case XML_ERR_LT_IN_ATTRIBUTE:
      return ("a bare < in an attribute in #", "write &lt; for <")
    case XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_ATTRIBUTE_REDEFINED:
      return ("an attribute stands twice in one element in #", correct)
    case XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      return ("an attribute without a value in quotes in #", "put the value into quotes")
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      return (
        "a name with a prefix that nothing declares, in #",
        "declare the prefix with xmlns:, or leave it out"
      )
    default: return nil
    }
  }

  /// Whether the fault is one of bytes that are there, even where the file ends behind them.
  static func isWholeTag(code: Int32) -> Bool {
    [XML_ERR_TAG_NAME_MISMATCH, XML_ERR_DOCUMENT_END, XML_ERR_DOCUMENT_EMPTY]
      .contains(xmlParserErrors(rawValue: UInt32(bitPattern: code)))
  }

  /// libxml2's own text without line breaks.
  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
