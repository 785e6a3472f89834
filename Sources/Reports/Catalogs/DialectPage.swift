package import FabricFormats

/// What `dialects` prints: what each dialect can say.
package enum DialectPage {
  package static func text(of dialects: [any Dialect.Type], _ options: ReportOptions) -> [UInt8] {
    let ink = Ink(options)
    var lines = [
      "\(Amounts.count(dialects.count, "dialect")); `plumbline convert IN... --dialect NAME` writes "
        + "one"
    ]
    for dialect in dialects {
      let can = [(isRead(dialect), "read"), (isWritten(dialect), "written")].filter(\.0).map(\.1)
      lines += [
        "", ink(dialect.name, .bold) + "  " + can.joined(separator: " and "),
      ]
      lines += Layout.wrap(dialect.summary, first: "  ", indent: 2)
      let says = words(dialect)
      let lacks = Vocabulary.allCases.filter { !dialect.vocabulary.contains($0) }
      lines += list(says, "says")
      if !lacks.isEmpty { lines += list(lacks, "does not say") }
    }
    return ink.bytes(lines)
  }

  package static func json(of dialects: [any Dialect.Type]) -> [UInt8] {
    JSONWriter.document { writer in
      writer.member("schema", .string("plumbline/dialects/1"))
      writer.member(
        "dialects",
        list: dialects.lazy.map { dialect in
          .object([
            "name": .string(dialect.name), "summary": .string(dialect.summary),
            "read": .bool(isRead(dialect)), "written": .bool(isWritten(dialect)),
            "says": .strings(words(dialect).map(\.rawValue)),
          ])
        })
    }
  }

  private static func list(_ words: [Vocabulary], _ heading: String) -> [String] {
    let text = words.map(\.name).joined(separator: ", ")
    return Layout.wrap(text, first: Layout.pad("  " + heading, 16), indent: 16)
  }

  /// In the order of the vocabulary.
  private static func words(_ dialect: any Dialect.Type) -> [Vocabulary] {
    Vocabulary.allCases.filter { dialect.vocabulary.contains($0) }
  }

  private static func isRead(_ dialect: any Dialect.Type) -> Bool {
    dialect is any XMLDialect.Type || dialect is any TextDialect.Type
  }

  private static func isWritten(_ dialect: any Dialect.Type) -> Bool {
    dialect is any WritableDialect.Type
  }
}
