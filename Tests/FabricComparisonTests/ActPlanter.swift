import FabricDesigns
import FabricModel
import TestSupport

/// One act that was done to a wiring, in names as they are printed.
struct PlantedAct: Hashable {
  var kind: String
  /// Links of the plan that are not there any more, and links that are there in their place.
  var planned: Set<String>
  var observed: Set<String>
  /// The device that it is about, where it is about one.
  var devices: Set<String> = []
}

/// Does to a plan what people do to its cabling, each act on devices and cables of its own.
struct ActPlanter {
  let plan: PlanDraft
  private(set) var observed: PlanDraft
  private(set) var acts: [PlantedAct] = []
  private var random: SplitMix64
  private var usedLinks: Set<Int> = []
  private var usedDevices: Set<Int> = []
  private var usedPorts: Set<EndEntry> = []
  /// Devices that are not in the observation.
  private var unseen: Set<Int> = []
  private var spareNames = 0

  static let kinds = [
    "swap", "cycle", "chain", "wrong-port", "wrong-switch", "missing", "unexpected", "slow",
    "dead-device", "unseen-device", "replaced-device", "renamed-device", "exchanged-devices",
    "unplanned-device",
  ]

  init(_ plan: PlanDraft, seed: UInt64) {
    var plan = plan
    for index in plan.devices.indices { plan.devices[index].guid = 0xA000 + UInt64(index) }
    for index in plan.links.indices where plan.links[index].speed == nil {
      plan.links[index].speed = Gbps(400)
    }
    self.plan = plan
    observed = plan
    random = SplitMix64(seed: seed)
  }

  /// What is seen of the wiring: without the devices that nobody saw, and without cables that are
  /// gone.
  var observation: PlanDraft {
    var seen = observed.without { unseen.contains($0) }
    seen.links.removeAll { $0.network != .fabric }
    return seen
  }

  /// - Returns: false where no place was found for it.
  mutating func plant(_ kind: String) -> Bool {
    for _ in 0..<200 {
      let before = self
      guard let devices = attempt(kind) else {
        let next = random
        self = before
        random = next
        continue
      }
      let (old, new) = (before.linkNames, linkNames)
      var act = PlantedAct(
        kind: kind, planned: old.subtracting(new), observed: new.subtracting(old),
        devices: devices)
      if kind == "slow" { act = PlantedAct(kind: kind, planned: devices, observed: devices) }
      // Cables of a device that is known by its GUID are right, whatever its name is.
      if kind == "renamed-device" { (act.planned, act.observed) = ([], []) }
      acts.append(act)
      return true
    }
    return false
  }

  private var linkNames: Set<String> {
    let seen = observation
    return Set(seen.links.indices.map { seen.name(ofLink: $0) })
  }

  /// Does the act; nil where the place that was drawn does not serve.
  private mutating func attempt(_ kind: String) -> Set<String>? {
    switch kind {
    case "swap": return rotate(2)
    case "cycle": return rotate(3 + random.below(3))
    case "chain": return chain()
    case "wrong-port": return move(toOther: false)
    case "wrong-switch": return move(toOther: true)
    case "missing": return remove()
    case "unexpected": return addCable()
    case "slow": return slowDown()
    case "dead-device": return kill()
    case "unseen-device": return hide()
    case "replaced-device": return rename(keepsGUID: false)
    case "renamed-device": return rename(keepsGUID: true)
    case "exchanged-devices": return exchange()
    default: return addDevice()
    }
  }

  // MARK: Cables

  private mutating func drawLink() -> Int? {
    let link = random.below(plan.links.count)
    let ends = [plan.links[link].a.device, plan.links[link].b!.device]
    guard !usedLinks.contains(link), usedDevices.isDisjoint(with: ends) else { return nil }
    usedLinks.insert(link)
    return link
  }

  private mutating func rotate(_ count: Int) -> Set<String>? {
    var links: [Int] = []
    for _ in 0..<count {
      guard let link = drawLink() else { return nil }
      links.append(link)
    }
    let ends = links.map { observed.links[$0].b }
    for (place, link) in links.enumerated() {
      observed.links[link].b = ends[(place + 1) % count]
    }
    let loops = links.contains { observed.links[$0].a.device == observed.links[$0].b?.device }
    return loops ? nil : []
  }

  /// A cable took the port of another one, which took a free port.
  private mutating func chain() -> Set<String>? {
    guard let first = drawLink(), let second = drawLink(), let free = drawFreePort() else {
      return nil
    }
    observed.links[first].b = plan.links[second].b
    observed.links[second].b = free
    let loops = [first, second].contains {
      observed.links[$0].a.device == observed.links[$0].b?.device
    }
    return loops ? nil : []
  }

  private mutating func move(toOther: Bool) -> Set<String>? {
    guard let link = drawLink(), let end = plan.links[link].b,
      let free = toOther ? drawFreePort() : drawFreePort(of: end.device),
      (free.device != end.device) == toOther, free.device != plan.links[link].a.device
    else { return nil }
    observed.links[link].b = free
    return []
  }

  private mutating func remove() -> Set<String>? {
    guard let link = drawLink() else { return nil }
    observed.links[link].network = .management
    return []
  }

  private mutating func addCable() -> Set<String>? {
    guard let a = drawFreePort(), let b = drawFreePort(), a.device != b.device else { return nil }
    // Beside a planned cable of the same two devices that is missing, it would be that one.
    observed.links.append(LinkEntry(a: a, b: b))
    return []
  }

  private mutating func slowDown() -> Set<String>? {
    guard let link = drawLink(), let speed = plan.links[link].speed else { return nil }
    observed.links[link].speed = Gbps(megabits: speed.megabits / 2)
    return [plan.name(ofLink: link)]
  }

  private mutating func drawFreePort(of device: Int? = nil) -> EndEntry? {
    let device = device ?? random.below(plan.devices.count)
    guard plan.devices[device].kind == .switch, !usedDevices.contains(device) else { return nil }
    let taken = Set(
      observed.links.flatMap { [$0.a, $0.b!] }.filter { $0.device == device }.map(\.port.text)
        + usedPorts.filter { $0.device == device }.map(\.port.text))
    let free = (1...plan.devices[device].radix).filter { !taken.contains(String($0)) }
    guard !free.isEmpty else { return nil }
    let end = EndEntry(device: device, port: .number(random.pick(free)))
    usedPorts.insert(end)
    return end
  }

  // MARK: Devices

  /// A device whose cables and neighbours no act has touched.
  private mutating func drawDevice(switchesOnly: Bool = true) -> Int? {
    let device = random.below(plan.devices.count)
    guard !usedDevices.contains(device), !usedPorts.contains(where: { $0.device == device }) else {
      return nil
    }
    let links = plan.links(of: device)
    guard links.count >= (switchesOnly ? 2 : 1), usedLinks.isDisjoint(with: links) else {
      return nil
    }
    let neighbours = Set(links.flatMap { [plan.links[$0].a.device, plan.links[$0].b!.device] })
    guard neighbours.isDisjoint(with: usedDevices) else { return nil }
    usedLinks.formUnion(links)
    usedDevices.insert(device)
    return device
  }

  private mutating func kill() -> Set<String>? {
    guard let device = drawDevice() else { return nil }
    for link in plan.links(of: device) { observed.links[link].network = .management }
    return [plan.devices[device].name]
  }

  private mutating func hide() -> Set<String>? {
    guard let device = drawDevice(switchesOnly: false) else { return nil }
    unseen.insert(device)
    return [plan.devices[device].name]
  }

  private mutating func rename(keepsGUID: Bool) -> Set<String>? {
    guard let device = drawDevice(switchesOnly: false) else { return nil }
    spareNames += 1
    let name = "spare-\(random.below(1000))-\(spareNames)"
    observed.devices[device].name = name
    if !keepsGUID { observed.devices[device].guid = 0xF000 + UInt64(spareNames) }
    return keepsGUID ? [plan.devices[device].name] : [plan.devices[device].name, name]
  }

  private mutating func exchange() -> Set<String>? {
    guard let a = drawDevice(), let b = drawDevice(), areLikes(a, b) else { return nil }
    for device in [a, b] { observed.devices[device].guid = 0 }
    (observed.devices[a].name, observed.devices[b].name) = (
      observed.devices[b].name, observed.devices[a].name
    )
    return [plan.devices[a].name, plan.devices[b].name]
  }

  private func areLikes(_ a: Int, _ b: Int) -> Bool {
    plan.devices[a].role == plan.devices[b].role
      && plan.links(of: a).count == plan.links(of: b).count
      && plan.links(between: a, b).isEmpty
  }

  private mutating func addDevice() -> Set<String>? {
    spareNames += 1
    var entry = DeviceEntry(name: "stray-\(spareNames)", kind: .switch)
    entry.radix = 8
    observed.devices.append(entry)
    for port in 1...3 {
      guard let free = drawFreePort() else { return nil }
      observed.links.append(
        LinkEntry(a: EndEntry(device: observed.devices.count - 1, port: .number(port)), b: free))
    }
    return [entry.name]
  }
}
