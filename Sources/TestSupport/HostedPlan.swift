internal import FabricDesigns
package import FabricModel

/// Hosts with several ports on rails and planes, written out link by link: small and plain, so that
/// tests do not depend on the designs.
///
/// Each host has `rails` cages of `planes` legs. Leaf (plane, unit, rail) takes leg `plane` of cage
/// `rail` of every host of its unit. Leaves of one pod and plane, or of one pod, plane and rail where
/// rails stay apart, share their spines; cores join the pods of one plane, and of one rail where
/// rails stay apart.
package struct HostedPlan: Sendable {
  /// How ports of hosts are written.
  package enum Ports: Sendable { case numbers, legs, names, nothing }

  package var pods = 1
  package var unitsPerPod = 2
  package var hostsPerUnit = 4
  package var rails = 4
  package var planes = 1
  package var areRailsApart = false
  package var spines = 4
  /// Cables between a leaf and a spine.
  package var trunk = 1
  /// Cores above each spine; 0 for two tiers.
  package var cores = 0
  package var ports = Ports.numbers
  package var hostSpeed = Gbps(400)
  package var speed = Gbps(400)

  package init() {}

  package var draft: PlanDraft {
    var draft = PlanDraft()
    var nextPort: [Int] = []
    let add = { (name: String, kind: DeviceKind, draft: inout PlanDraft) in
      var entry = DeviceEntry(name: name, kind: kind)
      if kind == .switch { entry.radix = 512 }
      entry.role = ["core", "spine", "host", "leaf"].first { name.contains($0) } ?? ""
      draft.devices.append(entry)
      nextPort.append(1)
      return draft.devices.count - 1
    }
    let port = { (device: Int) in
      nextPort[device] += 1
      return EndEntry(device: device, port: .number(nextPort[device] - 1))
    }
    let link = { (a: EndEntry, b: EndEntry, speed: Gbps, draft: inout PlanDraft) in
      var entry = LinkEntry(a: a, b: b)
      entry.speed = speed
      draft.links.append(entry)
    }
    let groups = areRailsApart ? rails : 1
    var coreOf: [[Int]] = []
    for plane in 0..<planes * groups {
      coreOf.append((0..<spines * cores).map { add("p\(plane)-core-\($0 + 1)", .switch, &draft) })
    }
    for pod in 0..<pods {
      var spineOf: [[Int]] = []
      for plane in 0..<planes * groups {
        spineOf.append((0..<spines).map { add("d\(pod)-p\(plane)-spine-\($0)", .switch, &draft) })
        for (place, spine) in spineOf[plane].enumerated() {
          for core in coreOf[plane][place * cores..<(place + 1) * cores] {
            link(port(spine), port(core), speed, &draft)
          }
        }
      }
      for unit in 0..<unitsPerPod {
        let hosts = (0..<hostsPerUnit).map { add("d\(pod)-u\(unit)-host-\($0)", .host, &draft) }
        for rail in 0..<rails {
          for plane in 0..<planes {
            let leaf = add("d\(pod)-u\(unit)-r\(rail)-p\(plane)-leaf", .switch, &draft)
            for host in hosts { link(end(host, rail, plane), port(leaf), hostSpeed, &draft) }
            let group = areRailsApart ? plane * groups + rail : plane
            for spine in spineOf[group] {
              for _ in 0..<trunk { link(port(leaf), port(spine), speed, &draft) }
            }
          }
        }
      }
    }
    return draft
  }

  private func end(_ host: Int, _ rail: Int, _ plane: Int) -> EndEntry {
    switch ports {
    case .numbers: EndEntry(device: host, port: .number(rail * planes + plane + 1))
    case .legs: EndEntry(device: host, port: .leg(cage: rail + 1, leg: plane + 1))
    case .names: EndEntry(device: host, port: .printed("mlx5_\(rail * planes + plane)"))
    case .nothing: EndEntry(device: host, port: .unnamed)
    }
  }
}

extension PlanDraft {
  /// About `percent` of the cables in pairs that exchange their far ends, each with one between the
  /// same two roles.
  package func miswired(percent: Int, seed: UInt64) -> PlanDraft {
    var random = SplitMix64(seed: seed)
    var copy = self
    let roles = links.map { link in
      [link.a.device, link.b?.device ?? link.a.device].map { devices[$0].role }
    }
    for wanted in Set(roles).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let cables = links.indices.filter { roles[$0] == wanted && links[$0].b != nil }
      guard cables.count > 1 else { continue }
      for _ in 0..<max(1, cables.count * percent / 200) {
        let (x, y) = (random.pick(cables), random.pick(cables))
        (copy.links[x].b, copy.links[y].b) = (copy.links[y].b, copy.links[x].b)
      }
    }
    return copy
  }
}
