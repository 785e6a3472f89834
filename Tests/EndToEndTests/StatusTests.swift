import FabricChecks
import FabricMetrics
import FabricModel
import FabricTopology
import Findings
import PlumblineKit
import Testing

@Suite("the exit status by threshold")
struct StatusTests {
  @Test(
    "a finding counts from its severity on, and a loss by its harm",
    arguments: [
      (Severity.error, Harm.plan, [.error, .warning, .note]),
      (.warning, .capacity, [.warning, .note, .loss]),
      (.note, .reach, [.note, .loss]),
      (.note, .redundancy, [.note, .loss]),
      (.note, .none, [.note]),
    ] as [(Severity, Harm, [Verification.Threshold])])
  func thresholds(severity: Severity, harm: Harm, failing: [Verification.Threshold]) {
    let rule = Rule(
      code: "MW201", name: "x", severity: severity, summary: "", rationale: "", example: "",
      remedy: "", limits: "")
    let outcome = Verification.Outcome(
      result([Finding(rule, subject: "a", message: "a", harm: harm, remedy: "")]))
    for threshold in Verification.Threshold.allCases {
      #expect(outcome.exitStatus(failOn: threshold) == (failing.contains(threshold) ? 1 : 0))
    }
  }

  @Test("without findings every threshold passes; an unknown report is a failure with a next step")
  func nothingFound() {
    let outcome = Verification.Outcome(result([]))
    for threshold in Verification.Threshold.allCases {
      #expect(outcome.exitStatus(failOn: threshold) == 0)
    }
    let failure = #expect(throws: Failure.self) {
      try outcome.report(named: "html", ReportStyle())
    }
    #expect(failure?.nextStep == "use one of text, json")
  }

  @Test("faults and assignments are read strictly")
  func assignments() {
    typealias Fault = Generation.Fault
    #expect(
      Fault.list("swap=5,missing=0")
        == [Fault(kind: "swap", count: 5), Fault(kind: "missing", count: 0)])
    for text in ["", "swap", "swap=", "=5", "swap=-1", "swap=5,", "swap=5;missing=1"] {
      #expect(Fault.list(text) == nil, "\(text)")
    }
    #expect(Generation.Assignment("name=a=b")?.value == "a=b")
    #expect(Generation.Assignment("=b") == nil)
  }

  private func result(_ findings: [Finding]) -> VerificationResult {
    VerificationResult(
      inputs: [], inventory: Inventory(), structure: Structure(),
      capacity: Capacity(
        hostBandwidth: .zero,
        bisection: Bisection(
          lower: .zero, upper: .zero, full: .zero, lowerMethod: "", upperMethod: "",
          witness: .init(crossingLinks: 0, sideHosts: [], side: [])),
        oversubscription: Oversubscription(
          fabricLower: nil, fabricUpper: nil, tiers: [], groups: [])),
      intent: nil, findings: findings)
  }
}
