internal import FabricModel
package import WorkOrders

/// One row for each step, for spreadsheets and ticket systems. The legs of a plug are one row. What is
/// no step, but has to be known or forbids all of them, is a row with the action `note`.
package enum WorkOrderCSV: WorkOrderReport {
  package static let name = "csv"
  package static let fileKind = "csv"
  package static let summary = "one row for each step, with a box to tick"

  private static let columns = [
    "id", "batch", "step", "action", "cable", "label", "medium", "length_m", "end", "from_hall",
    "from_row", "from_rack", "from_u", "from_device", "from_port", "to_hall", "to_row", "to_rack",
    "to_u", "to_device", "to_port", "legs", "other_end", "after", "drain", "people", "check",
    "remark", "finding", "done", "initials",
  ]

  package static func render(
    _ order: WorkOrder, subject: String, _ options: ReportOptions
  ) -> [UInt8] {
    var table = CSVText(header: columns)
    for problem in order.problems {
      table.append(note(problem.kind, "\(problem.text); \(problem.remedy)", [], ""))
    }
    for step in order.steps { table.append(cells(step, order).map { VisibleText.of($0) }) }
    for entry in order.notes {
      var text = "\(entry.kind.rawValue): \(entry.text)"
      if entry.cables > 0 { text += " (\(Amounts.count(entry.cables, "cable")))" }
      table.append(note(entry.subject, text, place(entry, order), entry.finding))
    }
    return table.bytes
  }

  private static func cells(_ step: WorkStep, _ order: WorkOrder) -> [String] {
    var name = ""
    var entry: LinkEntry?
    if step.cable >= 0 {
      let cable = order.cables[Int(step.cable)]
      name = cable.name
      entry = order.entry(of: cable)
    }
    let meters = entry?.length.map { Decimal3.text($0.centimeters * 10) } ?? ""
    var cells = [
      order.id(of: step), String(step.batch), String(step.number), step.action.rawValue, name,
      entry?.label ?? "", entry?.medium ?? "", meters, step.end?.rawValue ?? "",
    ]
    cells += place(step.from, step.oldName, order) + place(step.to, step.newName, order)
    cells += [
      step.legs.isEmpty ? "" : String(step.legs.count + 1),
      step.stays >= 0 ? order.name(ofPort: step.stays) : "",
      step.after.map(String.init).joined(separator: " "), step.drain ? "yes" : "",
      order.needsTwo(step) ? "2" : "1", order.check(of: step), step.remark, step.finding, "", "",
    ]
    return cells
  }

  /// A row that nobody ticks off.
  private static func note(
    _ subject: String, _ text: String, _ place: [String], _ finding: String
  ) -> [String] {
    let known = ["action": "note", "cable": subject, "remark": text, "finding": finding]
    var cells = columns.map { VisibleText.of(known[$0] ?? "") }
    if let start = columns.firstIndex(of: "from_hall"), !place.isEmpty {
      cells.replaceSubrange(start..<start + place.count, with: place.map { VisibleText.of($0) })
    }
    return cells
  }

  /// Where the device of a note stands; empty where it is about none.
  private static func place(_ note: WorkNote, _ order: WorkOrder) -> [String] {
    guard note.device >= 0 else { return [] }
    let place = order.place(ofDevice: note.device)
    return [
      place.hall, place.row, place.rack, place.unit > 0 ? String(place.unit) : "",
      order.name(ofDevice: note.device),
    ]
  }

  private static func place(_ port: Int32, _ device: String, _ order: WorkOrder) -> [String] {
    guard port >= 0 else { return ["", "", "", "", device, ""] }
    let place = order.place(ofPort: port)
    return [
      place.hall, place.row, place.rack, place.unit > 0 ? String(place.unit) : "",
      order.deviceName(ofPort: port), order.text(ofPort: port),
    ]
  }
}
