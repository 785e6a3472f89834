package import FabricModel
package import FabricTopology
package import Findings

/// A finding with what it explains: the links it is about and the capacity that comes back when it
/// is put right.
package struct Diagnosis {
  package var finding: Finding
  /// Links that it is about: whatever else is odd about them follows from it.
  package var links: [LinkID] = []
  /// Links that have to go and links that have to come, between switches.
  package var repair = Repair()
}

/// What a repair does to the switch graph.
package struct Repair {
  /// Edges to take out.
  package var removed: [Int] = []
  /// Pairs of switches to link.
  package var added: [WiringViolations.Pair] = []
  /// Edges that run slower than they should, with the speed in Mb/s that they should have.
  package var raised: [(edge: Int, megabits: Int32)] = []
  /// Switches that get one host more, and those that lose one.
  package var hosts: [Int32] = []
  package var removedHosts: [Int32] = []
  /// Cables of hosts that go to another switch, or come, or go out.
  package var hostMoves: [HostMove] = []
  /// Switches that are not there at all.
  package var switches: [MissingSwitch] = []
  /// Cables of hosts that run slower than they should.
  package var slowHosts: [SlowHost] = []

  package var isEmpty: Bool {
    removed.isEmpty && added.isEmpty && raised.isEmpty && hosts.isEmpty && removedHosts.isEmpty
      && slowHosts.isEmpty && switches.isEmpty && hostMoves.isEmpty
  }
}

/// One end of a host's cable on its way from one switch to another.
package struct HostMove {
  package var host: DeviceID
  /// Nil for a cable that is new.
  package var from: Int32?
  /// Nil where nobody knows.
  package var to: Int32?
  package var megabits: Int32
}

/// A host's cable that runs slower than it should.
package struct SlowHost {
  package var host: DeviceID
  package var vertex: Int32
  package var megabits: Int32
  /// What it should run at beyond that.
  package var missing: Int32
}

/// A switch that the design has and the plan has not, with the switches that it would link.
package struct MissingSwitch {
  package var tier: UInt8
  package var lower: [Int32]
  package var upper: [Int32]
  /// Hosts that would have a cable to it.
  package var hosts: [DeviceID] = []
}

/// What the checks have found so far, and which faults are explained by it.
package struct Diagnoses {
  package private(set) var all: [Diagnosis] = []
  /// The diagnosis that a link belongs to.
  private var ownerOfLink: [LinkID: Int] = [:]
  /// Diagnoses of links that lead nowhere useful, by the device at their good end: each of them
  /// explains one hole there.
  private var looseEnds: [DeviceID: [Int]] = [:]
  /// Diagnoses of links between switches that the design does not link: a switch at either end may
  /// be short of a cable because of it.
  private var strayEnds: [DeviceID: [Int]] = [:]
  /// Edges that are the subject of an act: the next act of their pair is about another one.
  package private(set) var usedEdges: Set<Int> = []

  /// Devices whose fault is part of another diagnosis.
  private var claimed: Set<DeviceID> = []
  /// Whether findings of a rule are shown: what is not shown owns no shortfall, which stands on its
  /// own then.
  private let isReported: @Sendable (Rule) -> Bool

  /// Devices whose place another diagnosis is about: the lengths of their cables follow from it.
  private var displaced: Set<DeviceID> = []
  /// Ports of hosts without a cable that another diagnosis explains.
  private var filled: Set<HostHole> = []

  package init(reporting isReported: @escaping @Sendable (Rule) -> Bool = { _ in true }) {
    self.isReported = isReported
  }

  /// The diagnoses that may own a shortfall.
  package var owners: [Diagnosis] { all.filter { isReported($0.finding.rule) } }

  package mutating func fill(_ port: HostHole) { filled.insert(port) }

  package func isFilled(_ port: HostHole) -> Bool { filled.contains(port) }

  package mutating func displace(_ devices: [DeviceID]) { displaced.formUnion(devices) }

  package func isDisplaced(_ device: DeviceID) -> Bool { displaced.contains(device) }

  package mutating func claim(_ devices: [DeviceID]) { claimed.formUnion(devices) }

  package func isClaimed(_ device: DeviceID) -> Bool { claimed.contains(device) }

  package mutating func add(_ diagnosis: Diagnosis) {
    for link in diagnosis.links where ownerOfLink[link] == nil { ownerOfLink[link] = all.count }
    all.append(diagnosis)
  }

  /// Adds the diagnosis of a link that is lost, with the devices at which something is missing now.
  package mutating func add(_ diagnosis: Diagnosis, leavingHolesAt devices: [DeviceID]) {
    for device in Set(devices) where !device.isNone {
      looseEnds[device, default: []].append(all.count)
    }
    add(diagnosis)
  }

  /// Adds the diagnosis of a link that is where none belongs.
  package mutating func add(_ diagnosis: Diagnosis, strayingFrom devices: [DeviceID]) {
    for device in devices { strayEnds[device, default: []].append(all.count) }
    add(diagnosis)
  }

  package mutating func use(_ edge: Int) { usedEdges.insert(edge) }

  package func isOwned(_ link: LinkID) -> Bool { ownerOfLink[link] != nil }

  /// The place in `all` of the diagnosis that a link belongs to.
  func owner(of link: LinkID) -> Int? { ownerOfLink[link] }

  /// Lets a diagnosis of the plan account for what an observation shows of the same cables.
  mutating func account(for count: Int, by owner: Int, saying words: String = "") {
    all[owner].finding.accountsFor += count
    guard !words.isEmpty else { return }
    all[owner].finding.message += "; \(words)"
    // Whoever follows the old remedy alone may break what is right on the floor.
    all[owner].finding.remedy =
      "where the floor is as it should be, change the plan; else " + all[owner].finding.remedy
  }

  func isShown(_ owner: Int) -> Bool { isReported(all[owner].finding.rule) }

  /// Folds a fault into the diagnosis of one of its links; false where none of them has one.
  package mutating func fold(_ repair: Repair, intoOwnerOf links: [LinkID]) -> Bool {
    guard let owner = links.compactMap({ ownerOfLink[$0] }).first else { return false }
    fold(repair, into: owner)
    return true
  }

  /// Folds a missing link into the diagnosis of a loose cable at one of its ends.
  package mutating func fold(_ repair: Repair, intoLooseEndAt devices: [DeviceID]) -> Bool {
    for device in devices {
      guard let owner = looseEnds[device]?.first else { continue }
      // A loose cable explains one hole: it leaves every list that it stands in.
      for key in looseEnds.keys { looseEnds[key]?.removeAll { $0 == owner } }
      fold(repair, into: owner)
      return true
    }
    return false
  }

  /// Diagnoses of loose cables that explain no hole between switches, with the devices at their
  /// good ends, in the order of the diagnoses.
  package var unclaimedLooseEnds: [(owner: Int, device: DeviceID)] {
    var entries: [(owner: Int, device: DeviceID)] = []
    for (device, owners) in looseEnds { entries += owners.map { ($0, device) } }
    return entries.sorted { ($0.owner, $0.device) < ($1.owner, $1.device) }
  }

  package mutating func addHost(at vertex: Int32, to owner: Int) {
    all[owner].repair.hosts.append(vertex)
  }

  package func hasLooseEnd(at device: DeviceID) -> Bool { !(looseEnds[device] ?? []).isEmpty }

  /// Whether a cable that strayed explains that one of these is out of order; it explains one thing.
  package mutating func foldIntoStray(_ repair: Repair, at devices: [DeviceID]) -> Bool {
    for device in devices {
      guard let owner = strayEnds[device]?.first else { continue }
      for key in strayEnds.keys { strayEnds[key]?.removeAll { $0 == owner } }
      fold(repair, into: owner)
      return true
    }
    return false
  }

  /// Notes that a host has no cable because of what an earlier diagnosis is about.
  package mutating func explain(_ host: String, by owner: Int) {
    all[owner].finding.message += "; \(host) is left without a cable"
    all[owner].finding.devices.append(host)
  }

  private mutating func fold(_ repair: Repair, into owner: Int) {
    all[owner].repair.removed += repair.removed
    all[owner].repair.added += repair.added
    all[owner].repair.raised += repair.raised
    all[owner].repair.hostMoves += repair.hostMoves
  }

  /// Lists a shortfall as the consequence of every diagnosis whose repair helps against it, by how
  /// much it helps. Nothing is milder than what follows from it.
  package mutating func addConsequence(of rule: Rule, amount: (Repair) -> Gbps) {
    for index in all.indices where !all[index].repair.isEmpty {
      guard isReported(all[index].finding.rule) else { continue }
      let amount = amount(all[index].repair)
      guard amount > .zero else { continue }
      all[index].finding.consequences.append(Consequence(code: rule.code, amount: amount))
      all[index].finding.severity = max(all[index].finding.severity, rule.severity)
      if ![.reach, .rail, .plane].contains(all[index].finding.harm) {
        all[index].finding.harm = .capacity
      }
    }
  }

  /// Lists a fault that costs no bandwidth as the consequence of every diagnosis whose repair mends it.
  package mutating func addConsequence(_ code: RuleCode, isMendedBy: (Repair) -> Bool) {
    for index in all.indices
    where isReported(all[index].finding.rule) && isMendedBy(all[index].repair) {
      all[index].finding.consequences.append(Consequence(code: code, amount: .zero))
    }
  }

  /// Lists a shortfall as the consequence of the finding of another rule; false where there is none.
  package mutating func addConsequence(of rule: Rule, to owner: Rule, amount: Gbps) -> Bool {
    guard isReported(owner), let index = all.firstIndex(where: { $0.finding.rule == owner }) else {
      return false
    }
    all[index].finding.consequences.append(Consequence(code: rule.code, amount: amount))
    return true
  }

  /// What is to be reported, in the order of reports.
  ///
  /// - Parameter gain: the capacity that a repair brings back.
  package func findings(gain: (Repair) -> Gbps) -> [Finding] {
    owners.map { diagnosis in
      var finding = diagnosis.finding
      if finding.harm == .none && gain(diagnosis.repair) > .zero { finding.harm = .capacity }
      return finding
    }.sorted(by: Finding.precedes)
  }
}
