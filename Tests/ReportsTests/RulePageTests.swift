import FabricChecks
import Findings
import Reports
import Testing

@Suite("rule pages, names and suggestions")
struct RulePageTests {
  @Test("a page has the eight headings, in their order")
  func headings() {
    let rule = Samples.rule("MW201", "rail-crossing", .error)
    let page = String(decoding: RulePage.text(of: rule, ReportOptions()), as: UTF8.self)
    let headings = page.split(separator: "\n").dropFirst().filter { !$0.hasPrefix(" ") }
    #expect(
      headings == [
        "What it finds", "Why it matters on the floor", "Example", "Remedy",
        "Limits and false alarms", "Parameters", "Since", "References",
      ])
    #expect(page.hasPrefix("MW201 rail-crossing "))
  }

  @Test("the table has every rule once, by code")
  func table() {
    let rules = [
      Samples.rule("TP101", "partitioned", .error), Samples.rule("MW201", "rail-crossing", .error),
    ]
    let table = String(decoding: RulePage.table(of: rules, ReportOptions()), as: UTF8.self)
    #expect(
      table == """
        2 rules; `plumbline explain CODE` prints the page of one

        MW201  error    rail-crossing  Summary of rail-crossing.
        TP101  error    partitioned    Summary of partitioned.

        """)
  }

  @Test("near names are suggested, far ones are not")
  func suggestions() {
    #expect(Suggestion.nearest(to: "jsn", in: ["text", "json"]) == "json")
    #expect(Suggestion.nearest(to: "MW210", in: ["MW101", "MW201"]) == "MW201")
    #expect(Suggestion.nearest(to: "html", in: ["text", "json"]) == nil)
    #expect(Suggestion.nearest(to: "", in: ["text"]) == nil)
    #expect(Suggestion.nearest(to: "x", in: []) == nil)
  }

  @Test("the catalog's names are unique, and text is the default")
  func catalog() {
    #expect(ReportCatalog.all.map { $0.name } == ["text", "json"])
    #expect(ReportCatalog.capacity.map { $0.name } == ["text", "json"])
  }

  @Test("invisible characters are spelled out, visible ones left alone")
  func visible() {
    #expect(
      VisibleText.of("a\u{1B}[2K\u{85}\u{202E}b\u{200B}\u{FEFF}")
        == "a\\u{1b}[2K\\u{85}\\u{202e}b\\u{200b}\\u{feff}")
    #expect(VisibleText.of("Gerät-7 ラック") == "Gerät-7 ラック")
  }

  @Test("a label that nobody could print is cut")
  func longLabel() {
    var result = Samples.healthy
    var finding = Samples.renamed
    finding.cables = [String(repeating: "x", count: 5000)]
    result.findings = [finding]
    #expect(TextReport.text(result).contains(" " + String(repeating: "x", count: 117) + "...\n"))
  }
}
