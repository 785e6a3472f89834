internal import FabricModel
internal import WorkOrders

/// The steps as lines, under the rack that one stands in front of.
struct WorkOrderRows {
  private let order: WorkOrder
  private let ink: Ink

  /// Where the words of a step begin.
  private static let indent = 21
  private static let margin = String(repeating: " ", count: indent)

  init(_ order: WorkOrder, _ ink: Ink) {
    self.order = order
    self.ink = ink
  }

  var lines: [String] {
    var lines: [String] = []
    var batch: Int32 = 0
    var stop = ""
    let limit = ink.options.rows
    let shown = limit == 0 ? order.steps.count : min(limit, order.steps.count)
    for step in order.steps.prefix(shown) {
      if step.batch != batch {
        batch = step.batch
        stop = ""
        lines += ["", ink(title(step), .bold)]
      }
      let port = order.port(of: step)
      let here = port >= 0 ? order.stopName(ofPort: port) : ""
      if here != stop && !here.isEmpty {
        stop = here
        lines.append("  " + ink(VisibleText.label(here), .bold))
      }
      lines += row(step)
    }
    if shown < order.steps.count {
      let rest = Amounts.count(order.steps.count - shown, "more step")
      lines.append("  ... \(rest): --max 0 prints all, --format csv and json have all")
    }
    return lines
  }

  private func title(_ step: WorkStep) -> String {
    var text = "Batch \(step.batch)"
    let port = order.port(of: step)
    if port >= 0 {
      let place = order.place(ofPort: port)
      let aisle = [place.hall, place.row].filter { !$0.isEmpty }.joined(separator: "/")
      if !aisle.isEmpty { text += "  " + VisibleText.label(aisle) }
    } else if step.action == .rename {
      text += "  names, at a console"
    } else {
      text += "  changes of the plan"
    }
    let isDrained = order.steps[Int(step.number - 1)...].prefix { $0.batch == step.batch }
      .contains { $0.drain }
    return isDrained ? text + "  drain first" : text
  }

  private func row(_ step: WorkStep) -> [String] {
    let start =
      "  [ ]" + Layout.right(Amounts.count(Int(step.number)), 6) + "  "
      + Layout.pad(step.action.rawValue, 8)
    let words = deed(step)
    var lines =
      start.utf8.count + words.utf8.count <= Layout.width
      ? [start + words] : Layout.wrap(words, first: start, indent: Self.indent)
    var remarks = cable(step)
    if step.drain { remarks.append("drain first") }
    if !step.after.isEmpty {
      remarks.append("after step " + step.after.map { String($0) }.joined(separator: ", "))
    }
    if order.needsTwo(step) { remarks.append("two people") }
    if !remarks.isEmpty { lines += detail(remarks) }
    if !step.remark.isEmpty { lines += detail([VisibleText.sentence(step.remark)]) }
    return lines + detail(["check: " + VisibleText.sentence(order.check(of: step))])
  }

  private func detail(_ remarks: [String]) -> [String] {
    let text = remarks.joined(separator: "; ")
    // Bytes are at least as many as columns, and counting columns is slow.
    if text.utf8.count <= Layout.width - Self.indent { return [Self.margin + text] }
    return Layout.wrap(remarks, first: Self.margin, indent: Self.indent)
  }

  /// What the hand does.
  private func deed(_ step: WorkStep) -> String {
    if step.action == .rename {
      return "\(VisibleText.label(step.oldName)) -> \(VisibleText.label(step.newName))"
    }
    guard step.from >= 0, step.to >= 0 else {
      let port = order.port(of: step)
      return port >= 0 ? spot(port, step) : VisibleText.label(order.cables[Int(step.cable)].name)
    }
    if order.device(ofPort: step.from) == order.device(ofPort: step.to) {
      return spot(step.from, step) + " -> " + face(step.to, step)
    }
    let isElsewhere = order.stopName(ofPort: step.from) != order.stopName(ofPort: step.to)
    let rack = isElsewhere ? VisibleText.label(order.stopName(ofPort: step.to)) + " " : ""
    return spot(step.from, step) + " -> " + rack + spot(step.to, step)
  }

  /// `leaf-2 U14 port 7`
  private func spot(_ port: Int32, _ step: WorkStep) -> String {
    let unit = order.place(ofPort: port).unit
    return VisibleText.label(order.deviceName(ofPort: port)) + (unit > 0 ? " U\(unit)" : "")
      + " port " + face(port, step)
  }

  /// `7`, or `7/1..7/4` for the legs of one plug.
  private func face(_ port: Int32, _ step: WorkStep) -> String {
    let first = VisibleText.label(order.text(ofPort: port))
    guard let last = step.legs.last else { return first }
    return first + ".."
      + VisibleText.label(order.text(ofPort: port == step.to ? last.to : last.from))
  }

  /// Which cable, which end of it, and where the other end is.
  private func cable(_ step: WorkStep) -> [String] {
    guard step.cable >= 0, let end = step.end else { return [] }
    let cable = order.cables[Int(step.cable)]
    let entry = order.entry(of: cable)
    // A name made of ends is of no use to a hand that looks at the ends.
    let isLabelled = cable.isNew || !cable.name.contains("--")
    var words = "end \(end.rawValue) of "
    words += isLabelled ? VisibleText.label(cable.name) : "the cable"
    var kind = [entry.medium, entry.length?.description ?? ""]
    if cable.isNew { kind.insert(entry.label, at: 0) }
    let known = kind.filter { !$0.isEmpty }.map { VisibleText.label($0) }
    if !known.isEmpty { words += " (\(known.joined(separator: ", ")))" }
    var remarks = [words]
    if !step.legs.isEmpty { remarks.append("one plug with \(step.legs.count + 1) legs") }
    if step.action == .plug, !cable.isNew {
      remarks.append("the plug kept since step \(step.partner)")
    }
    if step.stays >= 0 {
      let other = end == .a ? "b" : "a"
      let verb = cable.isNew ? "is" : "stays"
      remarks.append(
        "end \(other) \(verb) in \(VisibleText.label(order.name(ofPort: step.stays)))")
    }
    return remarks
  }
}
