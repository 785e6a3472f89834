/// The truth about planted faults as JSON, schema `plumbline/truth/1`.
package enum TruthFile {
  /// - Returns: one object and a line feed, one act a line; the same bytes for the same plan.
  package static func text(_ plan: FaultPlan, of design: some Design) -> String {
    let settings = design.settings.sorted { $0.key < $1.key }
      .map { "\(quoted($0.key)): \(number($0.value))" }
    var json = "{\n"
    json += "  \"schema\": \"plumbline/truth/1\",\n"
    json += "  \"design\": \(quoted(type(of: design).name)),\n"
    json += "  \"parameters\": {\(settings.joined(separator: ", "))},\n"
    json += "  \"seed\": \(plan.seed),\n"
    json += "  \"acts\": ["
    json += plan.acts.map { "\n    " + text($0) }.joined(separator: ",")
    return json + (plan.acts.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
  }

  private static func text(_ act: FaultAct) -> String {
    let links = "{\"planned\": \(list(act.planned)), \"observed\": \(list(act.observed))}"
    let pairs = act.exchanged.map(list).joined(separator: ", ")
    let exchanged = pairs.isEmpty ? "" : "\"exchanged\": [\(pairs)], "
    return "{\"kind\": \(quoted(act.kind.name)), \"devices\": \(list(act.devices)), "
      + "\"ports\": \(list(act.ports)), \"links\": \(links), \(exchanged)"
      + "\"visibleInPlan\": \(act.isVisibleInPlan)}"
  }

  private static func list(_ texts: [String]) -> String {
    "[" + texts.map(quoted).joined(separator: ", ") + "]"
  }

  /// A value that JSON takes as a number goes without quotation marks.
  private static func number(_ text: String) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber =
      parts.count <= 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0 &- 48 < 10 } }
      && (parts[0] == "0" || !parts[0].hasPrefix("0"))
    return isNumber ? text : quoted(text)
  }

  /// A JSON string: quotation mark, reverse solidus and control characters escaped (RFC 8259, 7).
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
