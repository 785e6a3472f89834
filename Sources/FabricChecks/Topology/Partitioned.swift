internal import FabricModel
internal import FabricTopology
package import Findings

/// Hosts and switches that nothing reaches.
package enum Partitioned: Check {
  package static let rule = Rule(
    code: "TP101", name: "partitioned", severity: .error,
    summary: "A host has no cable, or a part of the fabric is cut off from the rest.",
    rationale: "Nothing reaches it: jobs that land there fail at their first message.",
    example: """
      <device name="node-17" kind="host"/>   and no cable that ends there
      """,
    remedy: "Cable it, or remove it from the plan.",
    limits: "Hosts that only cables mention always have one. A switch without any cable is a "
      + "warning: it may be a spare. A host whose only cable is at fault belongs to that finding.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    findHosts(context, &diagnoses)
    findParts(context, &diagnoses)
  }

  private static func findHosts(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    var leaves = FreeLeaves(context, diagnoses)
    var idle = IdleDevices(context)
    idle.dropExplained(by: &diagnoses)
    // A loose cable that belongs to no two switches is a host's.
    var served: Set<Int> = []
    for (owner, device) in diagnoses.unclaimedLooseEnds where !served.contains(owner) {
      guard let vertex = leaves.take(for: device) else { continue }
      served.insert(owner)
      diagnoses.addHost(at: vertex, to: owner)
      guard context.topology.graph.vertexOf[device.index] >= 0, let host = idle.take(near: device)
      else { continue }
      diagnoses.explain(context.fabric.name(of: host), by: owner)
    }
    if let diagnosis = DeadLeaf.take(from: &idle.devices, context, &diagnoses) {
      diagnoses.add(diagnosis)
    }
    for device in idle.devices {
      let leaf = leaves.take(for: device)
      let what = context.fabric.kind(of: device) == .host ? "host" : "device"
      let finding = context.finding(
        rule, about: [device],
        message: "\(context.fabric.name(of: device)) has no cable — a \(what) needs one",
        harm: .reach,
        remedy: "at \(context.located(device)): plug a cable to "
          + (leaf.map { leaves.description(of: $0) } ?? "a leaf with a free port"))
      var diagnosis = Diagnosis(finding: finding)
      diagnosis.repair.hosts = leaf.map { [$0] } ?? []
      if context.topology.hosts.isMultihomed {
        diagnosis.repair = Repair()
        diagnosis.repair.hostMoves = UnitVacancy.moves(for: device, context)
      }
      diagnoses.add(diagnosis)
    }
  }

  /// Parts of the switch graph that the repairs found so far do not join to the largest one.
  private static func findParts(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let topology = context.topology
    let count = topology.structure.components
    guard count > 1 else { return }
    var joined = Array(0..<count)
    func root(_ part: Int) -> Int {
      var part = part
      while joined[part] != part { part = joined[part] }
      return part
    }
    for diagnosis in diagnoses.all {
      for pair in diagnosis.repair.added {
        let (a, b) = (
          root(Int(topology.component[Int(pair.lower)])),
          root(Int(topology.component[Int(pair.upper)]))
        )
        joined[max(a, b)] = min(a, b)
      }
    }
    var parts: [Int: [Int32]] = [:]
    for vertex in 0..<topology.graph.vertexCount {
      parts[root(Int(topology.component[vertex])), default: []].append(Int32(vertex))
    }
    guard parts.count > 1 else { return }
    let weight = { (part: [Int32]) in
      part.reduce(0) { $0 + Int(topology.graph.hostCount[Int($1)]) }
    }
    let ordered = parts.sorted {
      (weight($0.value), $0.value.count, $1.key) > (weight($1.value), $1.value.count, $0.key)
    }
    for (_, part) in ordered.dropFirst() {
      report(part, hosts: weight(part), context, &diagnoses)
    }
  }

  private static func report(
    _ part: [Int32], hosts: Int, _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    let devices = part.map { context.device($0) }.sorted {
      context.fabric.names.precedes(
        context.fabric.devices.name[$0.index], context.fabric.devices.name[$1.index])
    }
    if devices.contains(where: { diagnoses.hasLooseEnd(at: $0) }) { return }
    if hosts == 0 && devices.allSatisfy({ isMeantToStandAlone($0, context) }) { return }
    if devices.allSatisfy({ diagnoses.isClaimed($0) }) { return }
    let first = context.fabric.name(of: devices[0])
    let isSingle = devices.count == 1
    let what = isSingle ? first : "\(first) and \(devices.count - 1) more switches"
    let verb = isSingle ? "is" : "are"
    var finding = context.finding(
      rule, about: Array(devices.prefix(20)),
      message: hosts == 0 && isSingle
        ? "\(first) has no cable to another switch"
        : "\(what) \(verb) cut off from the rest, with \(hosts) host "
          + (hosts == 1 ? "port" : "ports"),
      harm: hosts > 0 ? .reach : .none,
      remedy: "cable \(what) to the rest of the fabric, or remove "
        + (isSingle ? "it" : "them") + " from the plan")
    if hosts == 0 { finding.severity = .warning }
    finding.subject = first
    var diagnosis = Diagnosis(finding: finding)
    if isSingle { diagnosis.repair.added = context.topology.missingUplinks(of: part[0]) }
    if isSingle && hosts == 0 && diagnosis.repair.isEmpty {
      diagnosis.repair.switches = IdleSwitches.place(of: devices[0], context).map { [$0] } ?? []
    }
    diagnoses.add(diagnosis)
  }
}

extension Partitioned {
  /// A spare by its role, or a switch of another network.
  private static func isMeantToStandAlone(_ device: DeviceID, _ context: CheckContext) -> Bool {
    let role = context.fabric.names[context.fabric.devices.role[device.index]].lowercased()
    if role == "spare" { return true }
    // Its ports are taken, but by no cable of the fabric.
    return !context.fabric.ports.ports(of: device).isEmpty
  }
}

/// Hosts, and devices of no known kind, that the plan declares and no cable mentions.
private struct IdleDevices {
  private let context: CheckContext
  fileprivate(set) var devices: [DeviceID] = []

  init(_ context: CheckContext) {
    self.context = context
    let fabric = context.fabric
    for index in 0..<fabric.devices.count {
      // A host whose cable has a diagnosis of its own is cut off by that.
      guard fabric.ports.ports(of: DeviceID(index)).isEmpty else { continue }
      let kind = fabric.devices.kind[index]
      if kind == .host || (kind == .unknown && fabric.devices.isDeclared[index]) {
        devices.append(DeviceID(index))
      }
    }
  }

  /// A host that a misspelt name at a cable stands for is explained by that.
  mutating func dropExplained(by diagnoses: inout Diagnoses) {
    guard !devices.isEmpty else { return }
    for (owner, diagnosis) in diagnoses.all.enumerated()
    where diagnosis.finding.rule.code == UnknownDevice.rule.code {
      let meant = diagnosis.finding.expected
      guard let index = devices.firstIndex(where: { context.fabric.name(of: $0) == meant })
      else { continue }
      devices.remove(at: index)
      diagnoses.explain(meant, by: owner)
    }
  }

  /// The host that a loose cable at this leaf was for: one in the leaf's rack, else the first.
  mutating func take(near leaf: DeviceID) -> DeviceID? {
    let racks = context.fabric.devices.rack
    let rack = racks[leaf.index]
    let near = devices.firstIndex { !rack.isNone && racks[$0.index] == rack }
    guard !devices.isEmpty else { return nil }
    return devices.remove(at: near ?? 0)
  }
}
