import FabricComparison
import FabricDesigns
import FabricModel
import TestSupport
import Testing

/// Random revisions with a truth that is known by construction.
@Suite struct RevisionEditTests {
  /// A plan, its next revision, and what was done to it.
  struct Editor {
    let old: PlanDraft
    private(set) var new: PlanDraft
    private(set) var expected = RevisionCounts()
    private var random: SplitMix64
    /// Cables that are as they were.
    private var untouched: [Int]
    private var protected: Set<Int> = []
    private var fresh = 200

    init(_ plan: PlanDraft, seed: UInt64, hasLabels: Bool) {
      var plan = plan
      if !hasLabels { for index in plan.links.indices { plan.links[index].label = "" } }
      old = plan
      new = plan
      random = SplitMix64(seed: seed)
      untouched = Array(plan.links.indices)
      random.shuffle(&untouched)
      rename(random.below(4))
      for _ in 0..<random.below(4) { relabel() }
      for _ in 0..<random.below(4) { change() }
      for _ in 0..<random.below(5) { move() }
      let gone = Set((0..<random.below(4)).compactMap { _ in untouched.popLast() })
      expected.removed += gone.count
      for _ in 0..<random.below(4) { add(from: random.below(plan.devices.count)) }
      addDevices(random.below(3))
      let kept = new.links.indices.filter { !gone.contains($0) }
      new.links = kept.map { new.links[$0] }
      remove(random.below(3))
    }

    private mutating func port() -> PortName {
      fresh += 1
      return .number(fresh)
    }

    /// Devices whose cables nothing else happens to, nor to their neighbours.
    private mutating func rename(_ count: Int) {
      for _ in 0..<count {
        let device = random.below(old.devices.count)
        guard !protected.contains(device) else { continue }
        let links = old.links(of: device)
        protected.insert(device)
        for link in links {
          protected.formUnion([old.links[link].a.device, old.links[link].b?.device ?? device])
        }
        untouched.removeAll { links.contains($0) }
        new.devices[device].name = "renamed-\(device)"
        expected.devicesRenamed += 1
      }
    }

    private mutating func relabel() {
      guard let link = untouched.popLast() else { return }
      new.links[link].label = "L\(link)"
      expected.relabelled += 1
    }

    private mutating func change() {
      guard let link = untouched.popLast() else { return }
      switch random.below(3) {
      case 0: new.links[link].length = Meters(77)
      case 1: new.links[link].medium = "other"
      default: new.links[link].speed = Gbps(1)
      }
      if random.below(2) == 0 { new.links[link].label = "X\(link)" }
      expected.changed += 1
    }

    private mutating func move() {
      guard let link = untouched.popLast() else { return }
      if random.below(2) == 0 {
        new.links[link].a.port = port()
      } else {
        new.links[link].b!.device = old.links[untouched.isEmpty ? link : untouched[0]].b!.device
        new.links[link].b!.port = port()
      }
      if random.below(3) == 0 && !new.links[link].label.isEmpty { new.links[link].label += "-m" }
      expected.moved += 1
    }

    private mutating func add(from device: Int) {
      let other = (device + 1 + random.below(old.devices.count - 1)) % old.devices.count
      new.links.append(
        LinkEntry(
          a: EndEntry(device: device, port: port()), b: EndEntry(device: other, port: port())))
      expected.added += 1
    }

    private mutating func addDevices(_ count: Int) {
      for index in 0..<count {
        new.devices.append(DeviceEntry(name: "added-\(index)", kind: .switch))
        for _ in 0..<3 { add(from: new.devices.count - 1) }
        expected.devicesAdded += 1
      }
    }

    /// Devices whose cables are all as they were.
    private mutating func remove(_ count: Int) {
      for _ in 0..<count {
        let candidates = old.devices.indices.filter { device in
          !protected.contains(device) && new.devices[device].name == old.devices[device].name
            && old.links(of: device).allSatisfy { untouched.contains($0) }
            && new.links(of: device).count == old.links(of: device).count
        }
        guard !candidates.isEmpty else { return }
        let device = random.pick(candidates)
        let links = old.links(of: device)
        untouched.removeAll { links.contains($0) }
        expected.removed += links.count
        expected.devicesRemoved += 1
        for link in links {
          protected.formUnion([old.links[link].a.device, old.links[link].b?.device ?? device])
        }
        goneDevices.insert(device)
      }
      let gone = goneDevices
      new = new.without { gone.contains($0) }
    }

    private var goneDevices: Set<Int> = []
  }

  private static let plans: [(String, [String: String])] = [
    ("fat-tree", ["k": "4"]),
    ("leaf-spine", ["leaves": "5", "spines": "3", "hosts": "3", "trunk": "2"]),
  ]

  @Test("every random revision is counted exactly, in both directions", arguments: 0..<120)
  func counted(_ seed: Int) throws {
    let (name, parameters) = Self.plans[seed % 2]
    let editor = Editor(
      try Plans.draft(name, parameters), seed: UInt64(seed), hasLabels: seed % 3 > 0)
    try Revisions.expect(
      editor.expected, editor.old, editor.new, seed: UInt64(seed), "seed \(seed)")
  }
}
