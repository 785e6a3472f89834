import FabricDesigns
import FabricModel

/// A healthy plan beside a faulty one: what differs, and whether the faulty one is still a plan.
struct FaultyWiring {
  let healthy: Healthy
  let faulted: RecordingSink

  init(_ healthy: Healthy, _ faulted: RecordingSink) {
    self.healthy = healthy
    self.faulted = faulted
  }

  /// What is looked up in a healthy plan for every faulty one.
  struct Healthy {
    let devices: [DeviceEntry]
    let links: [String: Int]
    let speeds: Set<Gbps?>

    init(_ design: some Design) throws {
      let sink = try RecordingSink(design)
      devices = sink.devices
      links = FaultyWiring.counts(sink.linkNames)
      speeds = Set(sink.links.map(\.speed))
    }
  }

  /// Links that are too many or too few when all acts have been applied to the healthy plan.
  func difference(from acts: [FaultAct]) -> [String] {
    var links = healthy.links
    for act in acts {
      for name in act.planned { links[name, default: 0] -= 1 }
      for name in act.observed { links[name, default: 0] += 1 }
    }
    for name in faulted.linkNames { links[name, default: 0] -= 1 }
    return links.filter { $0.value != 0 }.map { "\($0.value) x \($0.key)" }.sorted()
  }

  /// Ports that are taken twice, split and whole at once, or beyond the faceplate.
  func portComplaints(allowing acts: [FaultAct]) -> [String] {
    let ends = faulted.links.flatMap { [$0.a, $0.b].compactMap { $0 } }
    let booked = Self.counts(ends.map(faulted.name)).filter { $0.value > 1 }.map(\.key)
    let twice = Set(acts.filter { $0.kind == .portTwice }.flatMap(\.ports))
    var complaints = booked.filter { !twice.contains($0) }.map { "\($0) is taken twice" }
    complaints += twice.isEmpty || !booked.isEmpty ? [] : ["no port is taken twice"]
    var isSplit: [String: Bool] = [:]
    for end in ends {
      let (cage, leg) = Self.cage(end)
      let name = "\(end.device):\(cage)"
      if isSplit.updateValue(leg > 0, forKey: name) ?? (leg > 0) != (leg > 0) {
        complaints.append("\(faulted.name(end)) is split and whole")
      }
      if !(1...faulted.devices[end.device].radix).contains(cage) {
        complaints.append("\(faulted.name(end)) is beyond the faceplate")
      }
    }
    return complaints
  }

  /// Labels, lengths, media and speeds that are wrong and should not be, or the other way round.
  func cableComplaints(_ design: some Design, allowing acts: [FaultAct]) -> [String] {
    var complaints: [String] = []
    let heads = faulted.links.filter { !$0.sharesCable }
    let shared = heads.count - Set(heads.map(\.label)).count
    if shared != acts.count(where: { $0.kind == .duplicateLabel }) {
      complaints.append("\(shared) labels are shared")
    }
    complaints += cables().flatMap { legs -> [String] in
      let isOneCage = [legs.map { $0.a }, legs.compactMap { $0.b }].contains { ends in
        Set(ends.map { "\($0.device):\(Self.cage($0).cage)" }).count == 1
      }
      return isOneCage ? [] : ["legs of \(legs[0].label) sit in several cages"]
    }
    if design.settings["optics"] == "yes" { complaints += opticComplaints() }
    let odd: [(FaultKind, Int)] = [
      (.tooShort, cables().count { !reaches($0, design) }),
      (.wrongMedium, cables().count { !hasMediumThatReaches($0) }),
      (.slow, faulted.links.count { !healthy.speeds.contains($0.speed) }),
    ]
    for (kind, count) in odd where count != acts.count(where: { $0.kind == kind }) {
      complaints.append("\(count) cables are \(kind.name)")
    }
    return complaints
  }

  /// Runs of links that share a cable.
  private func cables() -> [[LinkEntry]] {
    var cables: [[LinkEntry]] = []
    for link in faulted.links {
      if link.sharesCable && !cables.isEmpty {
        cables[cables.count - 1].append(link)
      } else {
        cables.append([link])
      }
    }
    return cables
  }

  private func reaches(_ legs: [LinkEntry], _ design: some Design) -> Bool {
    legs.allSatisfy { leg in
      guard let b = leg.b, let length = legs[0].length else { return false }
      return design.cable(from: leg.a.device, to: b.device).length <= length
    }
  }

  private func hasMediumThatReaches(_ legs: [LinkEntry]) -> Bool {
    guard let medium = Medium(named: legs[0].medium), let length = legs[0].length else {
      return false
    }
    return length <= medium.reach(at: legs.compactMap(\.speed).reduce(.zero, +))
  }

  /// Transceivers that the cable's medium does not need, or that are not for it.
  private func opticComplaints() -> [String] {
    cables().flatMap { legs -> [String] in
      let medium = Medium(named: legs[0].medium)
      let optics = legs.flatMap { [$0.a.optic, $0.b?.optic ?? ""] }
      let isRight =
        medium?.needsTransceivers == true
        ? optics.allSatisfy { Medium(transceiver: $0) == medium } : optics.allSatisfy(\.isEmpty)
      return isRight ? [] : ["\(legs[0].label) is \(legs[0].medium) with \(optics)"]
    }
  }

  /// `leaf-1` and `spine-2` of `leaf-1:7--spine-2:3`.
  static func devices(ofLink name: String) -> [String] {
    guard let gap = name.firstRange(of: "--") else { return [] }
    return [name[..<gap.lowerBound], name[gap.upperBound...]].map { end in
      String(end.prefix { $0 != ":" })
    }
  }

  static func cage(_ end: EndEntry) -> (cage: Int, leg: Int) {
    switch end.port {
    case .number(let number): (number, 0)
    case .leg(let cage, let leg): (cage, leg)
    case .printed, .unnamed: (-1, 0)
    }
  }

  private static func counts(_ texts: [String]) -> [String: Int] {
    texts.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
