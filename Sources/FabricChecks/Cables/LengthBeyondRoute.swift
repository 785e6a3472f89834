internal import FabricModel
package import Findings

/// Cables with far more length than the way between their ends takes.
package enum LengthBeyondRoute: Check {
  package static let rule = Rule(
    code: "CB202", name: "length-beyond-route", severity: .warning,
    summary: "A cable is far longer than the way between its two ends.",
    rationale: "The rest of it fills the tray or hangs in front of the fans, and it costs more. "
      + "Often one of its ends is planned for another place.",
    example: """
      C0000123 is 50 m long; within rack H1/1/R04 it takes 1.2 m
      """,
    remedy: "Plan a shorter cable, or correct the places of its ends.",
    limits: "From twice the way and 5 m on: stock lengths and a loop at each end stay below. Needs "
      + "the same as CB201.",
    parameters:
      "floor: rack-units, rack-pitch, row-pitch, hall-pitch, tray-rise in metres; no default")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let lengths = context.lengths
    LengthFinding.report(
      rule, lengths.long, lengths, harm: .none, context, &diagnoses
    ) { entry, name in
      "plan \(name) shorter, at \(entry.route) or more, or correct the place of one of its ends"
    }
  }
}
