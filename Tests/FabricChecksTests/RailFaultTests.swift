import FabricChecks
import FabricDesigns
import FabricModel
import Findings
import TestSupport
import Testing

/// Faults of every kind on hosts with several ports: one finding for each that a plan can show.
@Suite struct RailFaultTests {
  struct Setup: CustomTestStringConvertible, Sendable {
    var design: String
    var parameters: [String: String]

    var testDescription: String {
      "\(design) \(parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })"
    }
  }

  static let setups = [
    Setup(
      design: "rail-optimized",
      parameters: ["rails": "4", "hosts": "8", "units": "4", "spare": "2"]),
    Setup(
      design: "rail-optimized",
      parameters: ["rails": "4", "hosts": "6", "units": "4", "spare": "2", "meet": "apart"]),
    Setup(
      design: "rail-optimized",
      parameters: ["rails": "2", "hosts": "8", "units": "4", "spare": "2", "tors": "2"]),
    Setup(
      design: "rail-optimized",
      parameters: ["rails": "1", "hosts": "8", "units": "5", "spare": "2", "tors": "2"]),
    Setup(
      design: "rail-optimized",
      parameters: [
        "rails": "4", "hosts": "8", "units": "4", "spare": "2", "breakout": "2", "optics": "yes",
      ]),
    Setup(
      design: "rail-optimized",
      parameters: [
        "rails": "4", "hosts": "6", "units": "2", "tiers": "3", "pods": "4", "spare": "2",
      ]),
    Setup(
      design: "multi-plane",
      parameters: ["planes": "2", "rails": "4", "hosts": "6", "units": "4", "spare": "2"]),
    Setup(
      design: "multi-plane",
      parameters: ["planes": "4", "hosts": "8", "units": "6", "spare": "2", "optics": "yes"]),
  ]

  @Test("healthy plans raise nothing", arguments: setups)
  private func clean(_ setup: Setup) throws {
    let draft = try Plans.draft(setup.design, setup.parameters)
    for seed in 0..<3 as Range<UInt64> {
      let result = try Plans.verify(draft.shuffled(seed: seed).endsExchanged(seed: seed))
      #expect(result.findings.map { FaultLedger.text($0) } == [])
    }
  }

  @Test("one fault is one finding", arguments: setups, FaultKind.allCases.map(\.name))
  private func oneFault(_ setup: Setup, _ kind: String) throws {
    let design = try Plans.design(setup.design, setup.parameters)
    for seed in 0..<30 as Range<UInt64> {
      guard let (draft, acts) = try? Plans.faulted(design, "\(kind)=1", seed: seed) else { return }
      let findings = try Plans.verify(draft).findings
      let complaints = FaultLedger.complaints(findings, acts)
      #expect(complaints == [], "\(setup.testDescription) \(kind) seed \(seed)")
    }
  }
}
