internal import FabricModel
package import Findings

/// Cables that do not reach from one end to the other.
package enum LengthShortOfRoute: Check {
  package static let rule = Rule(
    code: "CB201", name: "length-short-of-route", severity: .error,
    summary: "A cable is shorter than the way between its two ends.",
    rationale:
      "It arrives on the floor and does not reach. The right one has to be ordered, and the link "
      + "is missing until it comes.",
    example: """
      C0000123 is 5 m long; over the trays from H1/1/R04 to H1/2/R20 it takes 14.3 m
      """,
    remedy: "Plan a longer cable, or correct the places of its ends.",
    limits: "Needs the distances of the floor and the places of both devices, with numbers at the "
      + "ends of the names of halls, rows and racks. Within a rack the height between the two "
      + "devices counts; else the way up to the tray, along the trays and down again, and no spare. "
      + "All short cables of a device that stands elsewhere are one finding.",
    parameters:
      "floor: rack-units, rack-pitch, row-pitch, hall-pitch, tray-rise in metres; no default")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let lengths = context.lengths
    LengthFinding.report(
      rule, lengths.short, lengths, harm: .plan, context, &diagnoses
    ) { entry, name in
      "plan \(name) at \(entry.route) or more, or correct the place of one of its ends"
    }
  }
}
