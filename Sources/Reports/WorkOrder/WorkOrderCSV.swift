internal import FabricModel
package import WorkOrders

/// One row for each step, for spreadsheets and ticket systems; RFC 4180.
package enum WorkOrderCSV: WorkOrderReport {
  package static let name = "csv"
  package static let fileKind = "csv"
  package static let summary = "one row for each step, with a box to tick"

  private static let columns = [
    "id", "batch", "step", "action", "cable", "label", "medium", "length_m", "end", "from_hall",
    "from_row", "from_rack", "from_u", "from_device", "from_port", "to_hall", "to_row", "to_rack",
    "to_u", "to_device", "to_port", "other_end_stays_in", "after", "drain", "people", "check",
    "remark", "finding", "done", "initials",
  ]

  package static func render(
    _ order: WorkOrder, subject: String, _ options: ReportOptions
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    append(columns, to: &bytes)
    for step in order.steps { append(cells(step, order), to: &bytes) }
    return bytes
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
      step.stays >= 0 ? order.name(ofPort: step.stays) : "",
      step.after.map(String.init).joined(separator: " "), step.drain ? "yes" : "",
      order.needsTwo(step) ? "2" : "1", order.check(of: step), step.remark, step.finding, "", "",
    ]
    return cells
  }

  private static func place(_ port: Int32, _ device: String, _ order: WorkOrder) -> [String] {
    guard port >= 0 else { return ["", "", "", "", device, ""] }
    let place = order.place(ofPort: port)
    return [
      place.hall, place.row, place.rack, place.unit > 0 ? String(place.unit) : "",
      order.deviceName(ofPort: port), order.text(ofPort: port),
    ]
  }

  private static func append(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: text(cell).utf8)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// A cell that no spreadsheet takes for a formula: labels and names are a stranger's text. Quoted
  /// where it has to be.
  static func text(_ cell: String) -> String {
    var text = VisibleText.of(cell)
    if let first = text.unicodeScalars.first(where: { $0 != " " }), formulaStarts.contains(first) {
      text = "'" + text
    }
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\"" + String(text.flatMap { $0 == "\"" ? ["\"", "\""] : [$0] }) + "\""
  }

  /// What begins a formula in one spreadsheet or another; the wide forms count as well.
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "|", "%", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]
}
