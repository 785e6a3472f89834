internal import FabricModel
package import WorkOrders

/// One object with the keys of the contract.
package enum WorkOrderJSON: WorkOrderReport {
  package static let name = "json"
  package static let fileKind = "json"
  package static let summary = "one JSON object with every step, for ticket systems"

  package static func render(
    _ order: WorkOrder, subject: String, _ options: ReportOptions
  ) -> [UInt8] {
    JSONWriter.document { writer in
      writer.member("schema", .string("plumbline/workorder/1"))
      writer.member("touches", .count(order.touches))
      writer.member("cablesToAdd", .count(order.cablesToAdd))
      writer.member("cablesToRemove", .count(order.cablesToRemove))
      writer.member("cablesToMove", .count(order.cablesToMove))
      writer.member("devicesToRename", .count(order.devicesToRename))
      writer.member("cablesLeftOut", .count(order.leftOut.count))
      writer.member("cablesKept", .count(order.kept.count))
      writer.member("spares", list: order.spares.lazy.map(spare))
      writer.member("steps", list: order.steps.lazy.map { step($0, order) })
      writer.member("notes", list: order.notes.lazy.map { note($0, order) })
      writer.member("problems", list: order.problems.lazy.map(problem))
      writer.member(
        "simulation",
        .object([
          "reachesDesired": .bool(order.simulation.reachesDesired),
          "lowestUplinkShare": .share(order.simulation.lowestUplinkShare),
        ]))
    }
  }

  private static func spare(_ spare: Spare) -> JSONValue {
    .object([
      "medium": .string(spare.medium), "lengthMeters": length(spare.length),
      "count": .count(spare.count),
    ])
  }

  private static func length(_ value: Meters?) -> JSONValue {
    value.map { .number(Decimal3.text($0.centimeters * 10)) } ?? .null
  }

  /// Keys that do not apply are absent.
  private static func step(_ step: WorkStep, _ order: WorkOrder) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("step", .count(Int(step.number))), ("id", .string(order.id(of: step))),
      ("batch", .count(Int(step.batch))), ("action", .string(step.action.rawValue)),
    ]
    if step.cable >= 0 {
      members.append(("cable", .string(order.cables[Int(step.cable)].name)))
    }
    if let end = step.end { members.append(("end", .string(end.rawValue))) }
    if step.from >= 0 { members.append(("from", place(step.from, order))) }
    if step.to >= 0 { members.append(("to", place(step.to, order))) }
    if step.stays >= 0 { members.append(("stays", place(step.stays, order))) }
    if !step.legs.isEmpty { members.append(("legs", legs(step, order))) }
    if step.action == .rename {
      members += [("device", .string(step.oldName)), ("newName", .string(step.newName))]
    }
    if step.cable >= 0 { members += cable(order.cables[Int(step.cable)], order) }
    members += [
      ("after", .array(step.after.map { .count(Int($0)) })), ("drain", .bool(step.drain)),
      ("people", .count(order.needsTwo(step) ? 2 : 1)), ("check", .string(order.check(of: step))),
    ]
    if !step.remark.isEmpty { members.append(("remark", .string(step.remark))) }
    if !step.finding.isEmpty { members.append(("finding", .string(step.finding))) }
    return .object(members)
  }

  /// Every leg of a plug that has several, the first one included.
  private static func legs(_ step: WorkStep, _ order: WorkOrder) -> JSONValue {
    let first = (from: step.from, to: step.to, stays: step.stays)
    let all = [first] + step.legs.map { (from: $0.from, to: $0.to, stays: $0.stays) }
    return .array(
      all.map { leg in
        let ends = [("from", leg.from), ("to", leg.to), ("stays", leg.stays)]
        return .object(ends.filter { $0.1 >= 0 }.map { ($0.0, place($0.1, order)) })
      })
  }

  private static func cable(
    _ cable: WorkCable, _ order: WorkOrder
  ) -> [(key: String, value: JSONValue)] {
    let entry = order.entry(of: cable)
    var members: [(key: String, value: JSONValue)] = []
    if !entry.label.isEmpty { members.append(("label", .string(entry.label))) }
    if !entry.medium.isEmpty { members.append(("medium", .string(entry.medium))) }
    if let meters = entry.length { members.append(("lengthMeters", length(meters))) }
    return members
  }

  private static func place(_ port: Int32, _ order: WorkOrder) -> JSONValue {
    .object(
      place(order.place(ofPort: port), of: order.deviceName(ofPort: port))
        + [("port", .string(order.text(ofPort: port)))])
  }

  private static func place(
    _ place: Place, of device: String
  ) -> [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = []
    if !place.hall.isEmpty { members.append(("hall", .string(place.hall))) }
    if !place.row.isEmpty { members.append(("row", .string(place.row))) }
    if !place.rack.isEmpty { members.append(("rack", .string(place.rack))) }
    if place.unit > 0 { members.append(("u", .count(place.unit))) }
    return members + [("device", .string(device))]
  }

  private static func note(_ note: WorkNote, _ order: WorkOrder) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("kind", .string(note.kind.rawValue)), ("subject", .string(note.subject)),
      ("text", .string(note.text)), ("cables", .count(note.cables)),
    ]
    if note.device >= 0 {
      members.append(
        (
          "place",
          .object(
            place(
              order.place(ofDevice: note.device), of: order.name(ofDevice: note.device)))
        ))
    }
    if !note.finding.isEmpty { members.append(("finding", .string(note.finding))) }
    return .object(members)
  }

  private static func problem(_ problem: WorkProblem) -> JSONValue {
    .object([
      "kind": .string(problem.kind), "text": .string(problem.text),
      "remedy": .string(problem.remedy), "forbidsSteps": .bool(problem.isFinal),
    ])
  }
}
