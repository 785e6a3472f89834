package import FabricComparison
internal import FabricFormats
internal import FabricModel
internal import Findings

/// What was seen on the floor beside the plan, in names that people read.
package struct ObservedFloor {
  package let compared: ComparedFabrics
  package let side: ObservedSide
  package let acts: [FloorAct]
  let context: CheckContext
  private let observedNames: CableNames

  package init(_ compared: ComparedFabrics, _ side: ObservedSide, _ context: CheckContext) {
    self.compared = compared
    self.side = side
    self.context = context
    observedNames = CableNames(side.reading.fabric)
    var replay = PlugReplay(compared.alignment)
    acts = compared.explanations.map {
      FloorAct(explanation: $0, work: replay.work(undoing: $0))
    }
  }

  private init(_ other: ObservedFloor, acts: [FloorAct]) {
    compared = other.compared
    side = other.side
    context = other.context
    observedNames = other.observedNames
    self.acts = acts
  }

  /// Without the acts at some places of the list.
  func without(_ places: Set<Int>) -> ObservedFloor {
    ObservedFloor(self, acts: acts.indices.filter { !places.contains($0) }.map { acts[$0] })
  }

  var alignment: Alignment { compared.alignment }
  var plan: Fabric { context.fabric }
  var observed: Fabric { side.reading.fabric }

  func device(_ port: Int32) -> Int32 { alignment.ports.device[Int(port)] }
  func name(device row: Int32) -> String { alignment.name(ofDevice: row) }
  func name(port row: Int32) -> String { alignment.name(ofPort: row) }
  func text(port row: Int32) -> String { alignment.text(ofPort: row) }
  func isPlanned(_ device: Int32) -> Bool { !alignment.devices.desired[Int(device)].isNone }

  /// The name that the device itself gives, where it is another one.
  func observedName(device row: Int32) -> String? {
    let device = alignment.devices.current[Int(row)]
    guard !device.isNone else { return nil }
    let name = observed.name(of: device)
    return name == self.name(device: row) ? nil : name
  }

  func place(of row: Int32) -> Place {
    let device = alignment.devices.desired[Int(row)]
    return device.isNone ? Place() : plan.place(of: device)
  }

  /// `p03-leaf-04 (H1/12/R04/U40)`
  func located(_ row: Int32) -> String {
    let place = PlaceText.text(place(of: row))
    return name(device: row) + (place.isEmpty ? "" : " (\(place))")
  }

  /// The ends of a link in natural order of their names.
  func ends(planned link: LinkID) -> [String] {
    let (a, b) = plan.ends(link)
    return [a, b].filter { !$0.isNone }.map { plan.name(of: $0) }.sorted(by: NaturalOrder.precedes)
  }

  /// By the plan's names of their devices.
  func ends(observed link: LinkID) -> [String] {
    ports(observed: link).map { name(port: $0) }.sorted(by: NaturalOrder.precedes)
  }

  func ports(planned link: LinkID) -> [Int32] {
    let (a, b) = plan.ends(link)
    return [a, b].filter { !$0.isNone }.map { alignment.row(ofDesired: $0) }
  }

  func ports(observed link: LinkID) -> [Int32] {
    let (a, b) = observed.ends(link)
    return [a, b].filter { !$0.isNone }.map { alignment.row(ofCurrent: $0) }
  }

  /// What a planned cable is called.
  func cable(planned link: LinkID) -> String { context.cables.name(of: link, plan) }

  /// What a cable on the floor is called: its label, or its two ends under the plan's names.
  func cable(observed link: LinkID) -> String {
    let name = observedNames.name(of: link, observed)
    return name == observed.endNames(of: link)
      ? ends(observed: link).joined(separator: "--") : name
  }

  /// `leaf-1:3 to spine-2:4`
  func run(planned link: LinkID) -> String { ends(planned: link).joined(separator: " to ") }
  func run(observed link: LinkID) -> String { ends(observed: link).joined(separator: " to ") }

  /// `C12 (leaf-1:3 to spine-2:4)`, or the ends alone where the cable has no label.
  func called(planned link: LinkID) -> String {
    let (name, run) = (cable(planned: link), run(planned: link))
    return name == plan.endNames(of: link) ? run : "\(name) (\(run))"
  }
}

extension ObservedFloor {
  /// A finding about an act, with all that reports want to know of it.
  ///
  /// - Complexity: O(cables of the act), and O(1) names for a long list.
  func finding(_ rule: Rule, _ act: FloorAct, _ telling: Telling) -> Finding {
    let explanation = act.explanation
    let planned = explanation.planned.prefix(Shortlist.most)
    let seen = explanation.observed.prefix(Shortlist.most)
    let devices = explanation.devices.prefix(Shortlist.most).map { name(device: $0) }
    var finding = Finding(
      rule, subject: telling.subject ?? subject(explanation), message: telling.message,
      harm: Harm(explanation.loss),
      remedy: telling.remedy ?? act.work.steps(self))
    finding.accountsFor = explanation.accountsFor
    finding.severity = telling.severity ?? rule.severity
    finding.devices = devices
    finding.ports = explanation.ports.prefix(Shortlist.most).map { name(port: $0) }
    finding.cables =
      planned.isEmpty ? seen.map { cable(observed: $0) } : planned.map { cable(planned: $0) }
    finding.expected =
      telling.expected
      ?? list(planned.map { ends(planned: $0).joined(separator: " -- ") }, explanation.planned)
    finding.actual =
      telling.actual
      ?? list(seen.map { ends(observed: $0).joined(separator: " -- ") }, explanation.observed)
    finding.origins =
      planned.map { plan.origin(of: $0) } + seen.map { observed.origin(of: $0) }
    if finding.origins.isEmpty { finding.origins = origins(explanation.devices) }
    if let standing = act.work.standing ?? explanation.devices.first {
      finding.place = place(of: standing)
    }
    return finding
  }

  private func list(_ names: [String], _ all: [LinkID]) -> String {
    Shortlist.text(names, of: all.count)
  }

  /// What an act is about, in words that survive another run: acts on cables the planned ones, else
  /// those on the floor; acts on devices these.
  private func subject(_ act: Explanation) -> String {
    let names: [String]
    if act.kind.remedy == .names || act.kind.remedy == .look {
      names = act.devices.map { name(device: $0) }
    } else if act.planned.isEmpty {
      names = act.observed.map { ends(observed: $0).joined(separator: "--") }
    } else {
      names = act.planned.map { link in
        context.isLeg(link) ? plan.endNames(of: link) : cable(planned: link)
      }
    }
    return Shortlist.first(of: names, by: NaturalOrder.precedes).joined(separator: " ")
  }

  func origins(_ devices: [Int32]) -> [Origin] {
    devices.prefix(Shortlist.most).flatMap { row -> [Origin] in
      let (old, new) = (
        alignment.devices.current[Int(row)], alignment.devices.desired[Int(row)]
      )
      return (new.isNone ? [] : [plan.origin(of: new)])
        + (old.isNone ? [] : [observed.origin(of: old)])
    }
  }
}

extension Harm {
  init(_ loss: Loss) {
    self =
      switch loss {
      case .capacity: .capacity
      case .rail: .rail
      case .plane: .plane
      case .redundancy: .redundancy
      case .none: .none
      }
  }
}
