internal import FabricModel
internal import Findings

/// One finding: what is wrong, which cable, what it costs, what a hand does about it.
struct FindingRow {
  private let finding: Finding
  private let ink: Ink
  private let indent: Int

  /// More names than these in one line help nobody; JSON has them all.
  private static let listed = 8

  init(_ finding: Finding, _ ink: Ink, indent: Int) {
    self.finding = finding
    self.ink = ink
    self.indent = indent
  }

  var lines: [String] {
    var lines = message
    detail("cable", cables, into: &lines)
    detail("ports", portsElsewhere, into: &lines)
    detail("devices", devicesElsewhere, into: &lines)
    // Where the list is by place, the rack is the title above.
    if indent == 4 || finding.place.unit > 0 { detail("place", finding.place.text, into: &lines) }
    detail("costs", costs, into: &lines)
    detail("remedy", VisibleText.sentence(finding.remedy), into: &lines)
    if !originFits { detail("at", origin, into: &lines) }
    return lines
  }

  private var message: [String] {
    let start = String(repeating: " ", count: indent)
    let text = VisibleText.sentence(finding.message)
    guard originFits, !origin.isEmpty else {
      return Layout.wrap(text, first: start, indent: indent + 2)
    }
    let gap = Layout.width - indent - text.count - origin.count
    return [start + text + String(repeating: " ", count: gap) + ink(origin, .dim)]
  }

  private var originFits: Bool {
    let text = VisibleText.sentence(finding.message)
    return origin.isEmpty || indent + text.count + 2 + origin.count <= Layout.width
  }

  /// `plan.xml:812`
  private var origin: String {
    guard let first = finding.origins.first else { return "" }
    let more = finding.origins.count - 1
    return VisibleText.label(first.description) + (more > 0 ? " and \(more) more" : "")
  }

  /// The label as printed on the floor, with both ends where there is one cable; nothing where
  /// message and remedy name them all, as most do.
  private var cables: String {
    let told = finding.message + "\n" + finding.remedy
    if finding.cables.allSatisfy(told.contains) && finding.ports.allSatisfy(told.contains) {
      return ""
    }
    let ends = finding.ports.prefix(2).map(VisibleText.label).joined(separator: " -- ")
    if finding.cables.count == 1, finding.ports.count == 2, !finding.cables[0].contains("--") {
      return "\(VisibleText.label(finding.cables[0])), \(ends)"
    }
    return list(finding.cables)
  }

  /// Ports that neither the message nor the line of the cable has named.
  private var portsElsewhere: String {
    let isWithCable = finding.cables.count == 1 && finding.ports.count == 2
    return isWithCable ? "" : list(finding.ports.filter { !finding.message.contains($0) })
  }

  private var devicesElsewhere: String {
    guard finding.ports.isEmpty else { return "" }
    return list(finding.devices.filter { !finding.message.contains($0) })
  }

  private func list(_ names: [String]) -> String {
    let more = names.count - Self.listed
    let shown = names.prefix(Self.listed).map(VisibleText.label).joined(separator: ", ")
    return more > 0 ? "\(shown) and \(Amounts.count(more)) more" : shown
  }

  /// `400 Gb/s of bisection (BW201)`
  private var costs: String {
    finding.consequences.map { consequence in
      let code = consequence.code.description
      guard consequence.amount > .zero else { return code }
      let what =
        code.hasPrefix("BW2") ? " of bisection" : code.hasPrefix("BW1") ? " of uplinks" : ""
      return "\(Amounts.speed(consequence.amount))\(what) (\(code))"
    }.joined(separator: ", ")
  }

  private func detail(_ name: String, _ text: String, into lines: inout [String]) {
    guard !text.isEmpty else { return }
    let start = String(repeating: " ", count: indent + 2)
    let wrapped = Layout.wrap(text, first: start + Layout.pad(name, 9), indent: indent + 11)
    guard let first = wrapped.first else { return }
    lines.append(start + ink(name, .dim) + first.dropFirst(start.count + name.count))
    lines += wrapped.dropFirst()
  }
}

extension Finding {
  /// What the bisection would gain by putting this right.
  var lostBisection: Gbps {
    consequences.filter { $0.code.description.hasPrefix("BW2") }
      .reduce(.zero) { $0 + $1.amount }
  }
}

extension Place {
  var isUnknown: Bool { hall.isEmpty && row.isEmpty && rack.isEmpty }

  /// `H2/17/R20`
  var rackText: String {
    [hall, row, rack].filter { !$0.isEmpty }.joined(separator: "/")
  }

  /// `H2/17/R20/U14`
  var text: String {
    guard !isUnknown else { return "" }
    return VisibleText.label(unit > 0 ? "\(rackText)/U\(unit)" : rackText)
  }
}
