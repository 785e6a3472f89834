package import Findings

/// What `explain` prints: a rule's page, or the table of all rules.
package enum RulePage {
  /// One page with fixed headings, so that a reader of one finds their way in all.
  package static func text(of rule: Rule, _ options: ReportOptions) -> [UInt8] {
    let ink = Ink(options)
    let title = "\(rule.code) \(rule.name)"
    let weight = rule.severity.name + (rule.needsObservation ? ", needs an observation" : "")
    var lines = [ink(Layout.spread(title, weight) ?? "\(title)  \(weight)", .bold)]
    let sections: [(String, String)] = [
      ("What it finds", rule.summary),
      ("Why it matters on the floor", rule.rationale),
      ("Example", rule.example),
      ("Remedy", rule.remedy),
      ("Limits and false alarms", rule.limits.isEmpty ? "none known" : rule.limits),
      ("Parameters", rule.parameters.isEmpty ? "none" : rule.parameters),
      ("Since", rule.since),
      (
        "References",
        rule.references.isEmpty ? "none" : rule.references.joined(separator: "\n")
      ),
    ]
    for (heading, body) in sections {
      lines += ["", ink(heading, .bold)]
      for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
        // Cables in an example are aligned by hand; prose is wrapped here.
        lines +=
          heading == "Example" || line.hasPrefix(" ")
          ? [("  " + line)] : Layout.wrap(String(line), first: "  ", indent: 2)
      }
    }
    return ink.bytes(lines)
  }

  /// A line for each rule, by code.
  package static func table(of rules: [Rule], _ options: ReportOptions) -> [UInt8] {
    let ink = Ink(options)
    let rules = rules.sorted { $0.code < $1.code }
    let width = (rules.map(\.name.count).max() ?? 0) + 2
    var lines = [
      "\(Amounts.count(rules.count, "rule")); `plumbline explain CODE` prints the page of one", "",
    ]
    for rule in rules {
      let start = Layout.pad(rule.code.description, 7) + Layout.pad(rule.severity.name, 9)
      let row = Layout.wrap(
        rule.summary, first: start + Layout.pad(rule.name, width), indent: 16 + width)
      lines.append(ink(String(row[0].prefix(5)), .bold) + row[0].dropFirst(5))
      lines += row.dropFirst()
    }
    return ink.bytes(lines)
  }

  /// The rules as one JSON object; one rule has the same form as all.
  package static func json(of rules: [Rule]) -> [UInt8] {
    JSONWriter.document { writer in
      writer.member("schema", .string("plumbline/rules/1"))
      writer.member(
        "rules",
        list: rules.sorted { $0.code < $1.code }.lazy.map { rule in
          .object([
            "code": .string(rule.code.description), "name": .string(rule.name),
            "severity": .string(rule.severity.name), "summary": .string(rule.summary),
            "rationale": .string(rule.rationale), "example": .string(rule.example),
            "remedy": .string(rule.remedy), "limits": .string(rule.limits),
            "parameters": .string(rule.parameters), "since": .string(rule.since),
            "references": .strings(rule.references),
            "needsObservation": .bool(rule.needsObservation),
          ])
        })
    }
  }
}
