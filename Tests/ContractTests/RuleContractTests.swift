import FabricChecks
import FabricComparison
import FabricMetrics
import Findings
import Foundation
import Reports
import TestSupport
import Testing

/// Rules, their pages and the plans that show them.
@Suite struct RuleContractTests {
  private func plans(_ folder: String) throws -> [String] {
    try SourceTree.files("topologies/\(folder)", extension: "xml").filter {
      !$0.hasSuffix(Self.observed)
    }
  }

  /// How the name of what was seen on the floor ends; the plan has the same name without it.
  private static let observed = ".observed.xml"

  /// The plan with what was seen on the floor where that stands beside it.
  private func verify(_ path: String) throws -> VerificationResult {
    let file = SourceTree.root.appendingPathComponent(path).path
    let seen = file.dropLast(4) + Self.observed
    let pair = FileManager.default.fileExists(atPath: String(seen)) ? [String(seen)] : []
    return try Plans.verify(file: file, observed: pair, effort: .normal)
  }

  @Test("codes are two letters and three digits, and unique; so are names, in kebab case")
  func codesAndNames() {
    let rules = CheckCatalog.rules
    #expect(Set(rules.map(\.code)).count == rules.count)
    #expect(Set(rules.map(\.name)).count == rules.count)
    for rule in rules {
      #expect(rule.code.description.wholeMatch(of: #/[A-Z]{2}[1-9][0-9]{2}/#) != nil)
      #expect(rule.name.wholeMatch(of: #/[a-z]+(?:-[a-z]+)*/#) != nil, "\(rule.name)")
    }
  }

  @Test(
    "every page has all its texts, and a summary of one sentence", arguments: CheckCatalog.rules)
  func pages(_ rule: Rule) {
    for text in [rule.summary, rule.rationale, rule.example, rule.remedy, rule.limits, rule.since] {
      #expect(!text.isEmpty)
    }
    for text in [rule.summary, rule.rationale, rule.remedy, rule.limits] {
      #expect(text.hasSuffix("."), "\(text)")
    }
    #expect(!rule.summary.contains(". "))
    #expect(rule.summary.count <= 100)
    #expect(rule.example.split(separator: "\n").allSatisfy { $0.count <= 90 })
  }

  @Test("every rule has its smallest faulty plan, and there is no other")
  func faultyFiles() throws {
    let expected = CheckCatalog.rules.map { "topologies/faulty/\($0.code)-\($0.name).xml" }
    #expect(try plans("faulty") == expected.sorted())
    let pairs = try SourceTree.files("topologies/faulty", extension: "xml").filter {
      $0.hasSuffix(Self.observed)
    }
    let needed = CheckCatalog.rules.filter(\.needsObservation)
    #expect(
      pairs == needed.map { "topologies/faulty/\($0.code)-\($0.name)\(Self.observed)" }.sorted())
    for path in pairs { #expect(try SourceTree.text(path).utf8.count < 16_000, "\(path)") }
  }

  @Test("a plan alone raises no rule that needs an observation")
  func planAlone() throws {
    for rule in CheckCatalog.rules where rule.needsObservation {
      let path = "topologies/faulty/\(rule.code)-\(rule.name).xml"
      let file = SourceTree.root.appendingPathComponent(path).path
      #expect(try Plans.verify(file: file, effort: .normal).findings.isEmpty, "\(path)")
    }
  }

  @Test("every kind of act on the floor is told by one rule")
  func acts() {
    let told = CheckCatalog.observed.compactMap { $0 as? any ActCheck.Type }
      .flatMap { Array($0.kinds) }
    #expect(told.sorted() == ExplanationKinds.all.map(\.name).sorted())
  }

  @Test("what the floor differs in is accounted for by findings, and the counts add up")
  func differences() throws {
    for path in try plans("faulty") {
      let result = try verify(path)
      let accounted = result.findings.reduce(0) { $0 + $1.accountsFor }
      #expect(accounted == result.comparison?.differences ?? 0, "\(path)")
      if let counts = result.comparison {
        #expect(counts.planned == result.inventory.hostLinks + result.inventory.switchLinks)
      }
    }
  }

  @Test("a rule's faulty plan raises exactly that rule, once", arguments: CheckCatalog.rules)
  func faultyPlan(_ rule: Rule) throws {
    let path = "topologies/faulty/\(rule.code)-\(rule.name).xml"
    let findings = try verify(path).findings
    #expect(findings.map(\.rule.code) == [rule.code])
    let text = try SourceTree.text(path)
    #expect(text.contains("<!--"))
    #expect(text.utf8.count < 16_000)
  }

  @Test("the clean plans raise nothing and stay small")
  func cleanPlans() throws {
    let paths = try plans("clean")
    #expect(paths.count >= 12)
    for path in paths {
      #expect(try verify(path).findings.map { FaultLedger.text($0) } == [], "\(path)")
      #expect(try SourceTree.text(path).utf8.count < 40_000, "\(path)")
    }
  }

  @Test("a plan says the same in both dialects")
  func dialects() throws {
    for name in ["fat-tree-k4", "leaf-spine-trunks"] {
      let first = try verify("topologies/clean/\(name).xml")
      let second = try verify("topologies/clean/\(name).fastfabric.xml")
      #expect(first.capacity == second.capacity)
      #expect(first.structure == second.structure)
      #expect(first.inventory == second.inventory)
    }
  }

  @Test("the table of plans lists all files with the hosts and the rules that they have")
  func readme() throws {
    let row = #/\| `([\w.\/-]+\.xml)` \| .* \| (\d+) \| ([\w, ]+) \|/#
    let rows = try SourceTree.text("topologies/README.md").matches(of: row).map(\.output)
    let listed = rows.map { "topologies/\($0.1)" }
    #expect(try listed == plans("clean") + plans("faulty"))
    for (_, file, hosts, rules) in rows {
      let result = try verify("topologies/\(file)")
      #expect(result.inventory.hosts == Int(hosts), "\(file)")
      let codes = Set(result.findings.map(\.rule.code.description)).sorted()
      #expect(rules == (codes.isEmpty ? "none" : codes.joined(separator: ", ")), "\(file)")
    }
    let readme = try SourceTree.text("topologies/README.md")
    for design in try SourceTree.files("topologies/designs", extension: "yaml") {
      #expect(readme.contains("`\(design.dropFirst("topologies/".count))`"))
    }
  }

  @Test("every report renders every faulty plan, with the code in it")
  func reports() throws {
    for path in try plans("faulty") {
      let result = try verify(path)
      for report in ReportCatalog.all {
        let bytes = report.render(result, ReportOptions())
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(result.findings[0].rule.code.description), "\(path) \(report.name)")
        #expect(bytes == report.render(result, ReportOptions()))
        if report.fileKind == "json" {
          #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) }
        }
      }
    }
  }
}
