internal import FabricModel
package import WorkOrders

/// The order for a printer or a phone: what to take along, then rack by rack what the hand does, each
/// step with what to see afterwards and a box to tick.
package enum WorkOrderText: WorkOrderReport {
  package static let name = "text"
  package static let fileKind = "txt"
  package static let summary = "what to take along, then the steps rack by rack"

  package static func render(
    _ order: WorkOrder, subject: String, _ options: ReportOptions
  ) -> [UInt8] {
    let ink = Ink(options)
    var lines = headline(order, subject, ink)
    for problem in order.problems {
      let text = (problem.isFinal ? "" : "note: \(problem.text); ") + problem.remedy
      lines += Layout.wrap(VisibleText.sentence(text), first: "  ", indent: 2)
    }
    if !order.steps.isEmpty {
      lines.append("")
      lines += Layout.wrap(summary(order), first: "  ", indent: 2)
      lines += Layout.wrap(replayed(order), first: "  ", indent: 2)
      lines += spares(order, ink)
      lines += WorkOrderRows(order, ink).lines
    }
    lines += notes(order, ink)
    return ink.bytes(lines)
  }

  private static func headline(_ order: WorkOrder, _ subject: String, _ ink: Ink) -> [String] {
    let name = VisibleText.label(subject)
    let drains = order.steps.count { $0.drain }
    var words = "nothing to do"
    if !order.steps.isEmpty {
      words = "\(Amounts.count(order.touches, "touch", "touches")) lead to the plan; "
      if order.touches == 1 { words = "1 touch leads to the plan; " }
      words += drains == 0 ? "nothing to drain" : "\(Amounts.count(drains, "step")) to drain for"
      let share = order.simulation.lowestUplinkShare
      if share < 1 { words += ", lowest uplink share \(Decimal3.text(Int(share * 1000)))" }
    } else if let problem = order.problems.first(where: \.isFinal) {
      words = "no steps, because " + VisibleText.sentence(problem.text)
    } else if !order.notes.isEmpty {
      words = "nothing to do for a hand"
    }
    return Layout.wrap("\(name): \(words)", first: "", indent: 2)
      .map { ink($0, isDone(order) ? .green : .bold) }
  }

  private static func isDone(_ order: WorkOrder) -> Bool {
    order.steps.isEmpty && order.notes.isEmpty && order.problems.isEmpty
  }

  private static func summary(_ order: WorkOrder) -> String {
    let stops = stopCount(order)
    let batches = Int(order.steps.last?.batch ?? 0)
    var text = Amounts.count(order.steps.count, "step")
    text += " in \(Amounts.count(batches, "batch", "batches"))"
    if stops > 0 { text += " at \(Amounts.count(stops, "stop"))" }
    let counts = [
      (order.cablesToAdd, "to add", "cable"), (order.cablesToRemove, "to remove", "cable"),
      (order.cablesToMove, "to move", "cable"), (order.devicesToRename, "to rename", "device"),
    ].filter { $0.0 > 0 }.map { "\(Amounts.count($0.0, $0.2)) \($0.1)" }
    return counts.isEmpty ? text : text + "; " + counts.joined(separator: ", ")
  }

  /// The number of racks, and of devices without a place, where a hand begins a step.
  private static func stopCount(_ order: WorkOrder) -> Int {
    var port: [Int32: Int32] = [:]
    for step in order.steps where step.cable >= 0 && order.port(of: step) >= 0 {
      port[order.device(ofPort: order.port(of: step))] = order.port(of: step)
    }
    return Set(port.values.map { order.stopName(ofPort: $0) }).count
  }

  private static func replayed(_ order: WorkOrder) -> String {
    var text = "played on the wiring that is there: it ends in the plan"
    let rest = order.cablesApart
    if rest > 0 { text += " but for \(Amounts.count(rest, "cable"))" }
    if rest > 0 && !order.notes.isEmpty { text += ", see the end" }
    return text + ", and no port has two plugs at any step"
  }

  private static func spares(_ order: WorkOrder, _ ink: Ink) -> [String] {
    guard !order.spares.isEmpty else { return [] }
    return ["", ink("Take along", .bold)]
      + order.spares.map { spare in
        let kind = [
          spare.medium.isEmpty ? "cable" : VisibleText.label(spare.medium),
          spare.length.map(\.description) ?? "of a length that the plan does not say",
        ]
        return "  " + Layout.right(Amounts.count(spare.count), 6) + "  "
          + kind.joined(separator: ", ")
      }
  }

  private static func notes(_ order: WorkOrder, _ ink: Ink) -> [String] {
    var lines: [String] = []
    let limit = ink.options.rows
    for kind in WorkNote.Kind.allCases {
      let notes = order.notes.filter { $0.kind == kind }
      guard !notes.isEmpty else { continue }
      lines += ["", ink(kind.title, .bold)]
      let shown = limit == 0 ? notes.count : min(limit, notes.count)
      for note in notes.prefix(shown) {
        var text = "\(VisibleText.sentence(note.subject)): \(VisibleText.sentence(note.text))"
        let place = note.device < 0 ? Place() : order.place(ofDevice: note.device)
        if !place.isUnknown {
          let unit = place.unit > 0 ? " U\(place.unit)" : ""
          text = "\(VisibleText.label(place.rackText))\(unit) \(text)"
        }
        if note.cables > 0 { text += " (\(Amounts.count(note.cables, "cable")))" }
        if !note.finding.isEmpty { text += " \(note.finding)" }
        lines += Layout.wrap(text, first: "  ", indent: 4)
      }
      if shown < notes.count { lines.append("  ... \(Amounts.count(notes.count - shown)) more") }
    }
    return lines
  }
}

extension WorkNote.Kind {
  fileprivate var title: String {
    switch self {
    case .verify: "To look at first, no work for a hand yet"
    case .plan: "For the designer: faults of the plan"
    case .relabel: "Labels to change"
    case .fit: "Cables that do not fit their new place"
    case .setting: "Settings to change, with the right cable in place"
    }
  }
}

extension WorkOrder {
  /// `H2/17/R20`, or the device where nobody knows its place.
  func stopName(ofPort port: Int32) -> String {
    let place = place(ofPort: port)
    return place.isUnknown ? deviceName(ofPort: port) : place.rackText
  }
}
