import ByteSources
import TestSupport

@testable import XMLEvents

/// A small grammar, and documents in it as lists of what the parser told.
enum Recorder {
  enum Element: UInt8 {
    case plan = 1
    case group, item, note
  }

  enum Attribute: UInt8 {
    case name = 1
    case size
  }

  static let grammar = XMLGrammar(roots: [
    .element(
      "plan", Element.plan, ignoring: ["version"],
      [
        .element(
          "group", Element.group, attributes: [("name", Attribute.name.rawValue)],
          [
            .element(
              "item", Element.item,
              attributes: [
                ("name", Attribute.name.rawValue), ("size", Attribute.size.rawValue),
              ]),
            .text("note", Element.note, ignoring: ["id"]),
            .ignored("skip"),
          ])
      ])
  ])

  struct Outcome {
    /// `group`, `@name=x`, `note=text`, `/group`, in order.
    var events: [String] = []
    /// The line of each event.
    var lines: [Int] = []
    var summary = XMLSummary()
    var failure: XMLFailure?

    var message: String { failure?.detail ?? "" }
  }

  static func parse(_ text: String, limits: XMLLimits = XMLLimits()) throws -> Outcome {
    try parse(Array(text.utf8), limits: limits)
  }

  static func parse(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws -> Outcome {
    let folder = try TemporaryFolder()
    return try parse(path: folder.write(bytes), limits: limits)
  }

  static func parse(path: String, limits: XMLLimits = XMLLimits()) throws -> Outcome {
    let box = Box()
    do {
      box.outcome.summary = try XMLEventParser.parse(
        ByteSource(path: path), limits: limits, expectedRoots: grammar.rootNames
      ) { root in
        guard root == "plan" else { return nil }
        return XMLEventParser.Reception(grammar: grammar) { events, bytes in
          for index in events.indices { box.take(events[index], bytes) }
        }
      }
    } catch let failure as XMLFailure {
      box.outcome.failure = failure
    }
    return box.outcome
  }

  private final class Box {
    var outcome = Outcome()

    func take(_ event: XMLEvent, _ bytes: Span<UInt8>) {
      var value: [UInt8] = []
      for index in event.range { value.append(bytes[index]) }
      let text = String(decoding: value, as: UTF8.self)
      let element = Element(rawValue: event.id).map { "\($0)" } ?? "?"
      let attribute = Attribute(rawValue: event.id).map { "\($0)" } ?? "?"
      switch event.kind {
      case .start: outcome.events.append(element)
      case .attribute: outcome.events.append("@\(attribute)=\(text)")
      case .text: outcome.events.append("\(element)=\(text)")
      case .end: outcome.events.append("/\(element)")
      }
      outcome.lines.append(Int(event.line))
    }
  }
}
