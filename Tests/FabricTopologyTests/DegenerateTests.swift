import FabricChecks
import FabricDesigns
import FabricMetrics
import FabricModel
import FabricTopology
import Findings
import TestSupport
import Testing

/// Plans that are hardly plans: nothing traps, and what comes out is sensible.
@Suite struct DegenerateTests {
  private func verify(_ text: String) throws -> VerificationResult {
    try Plans.verify(CableNotation.draft(text))
  }

  private func codes(_ result: VerificationResult) -> [String] {
    result.findings.map(\.rule.code.description)
  }

  @Test("an empty fabric has no structure and no capacity")
  func empty() throws {
    let result = try verify("")
    #expect(result.structure.design == "unknown")
    #expect(result.capacity.hostBandwidth == .zero)
    #expect(result.capacity.bisection.ratioUpper == nil)
    #expect(codes(result) == [])
  }

  @Test("a lone switch is a part of its own and nothing more")
  func oneSwitch() throws {
    let result = try verify("leaf-1")
    #expect(result.structure.design == "unknown")
    #expect(result.inventory.switches == 1)
    #expect(codes(result) == [])
  }

  @Test("hosts on one switch are a leaf-spine without spines, with full bisection")
  func oneSwitchWithHosts() throws {
    let result = try verify("host-1:1 -- leaf-1:1 400\nhost-2:1 -- leaf-1:2 400")
    #expect(result.structure.design == "leaf-spine")
    #expect(result.structure.parameters["spines"] == 0)
    #expect(result.capacity.bisection.lower == Gbps(400))
    #expect(result.capacity.bisection.isExact)
    #expect(codes(result) == [])
  }

  @Test("two switches and a cable, without hosts, have no tiers")
  func twoSwitches() throws {
    let result = try verify("sw-1:1 -- sw-2:1 400")
    #expect(result.structure.design == "unknown")
    #expect(result.structure.components == 1)
    #expect(result.capacity.hostBandwidth == .zero)
    #expect(codes(result) == [])
  }

  @Test("two switches with hosts and a cable between them are cut by that cable")
  func twoSwitchesWithHosts() throws {
    let result = try verify(
      """
      host-1:1 -- sw-1:1 400
      host-2:1 -- sw-1:2 400
      host-3:1 -- sw-2:1 400
      host-4:1 -- sw-2:2 400
      sw-1:3 -- sw-2:3 400
      """)
    #expect(result.capacity.bisection.lower == Gbps(400))
    #expect(result.capacity.bisection.upper == Gbps(400))
  }

  @Test("a fabric of switches without hosts is left alone")
  func noHosts() throws {
    var draft = try Plans.draft("fat-tree", ["k": "4"])
    let hosts = draft.devices.indices.filter { draft.devices[$0].kind == .host }
    draft.devices.removeFirst(hosts.count)
    draft.links = draft.links.dropFirst(hosts.count).map { link in
      var link = link
      link.a.device -= hosts.count
      link.b!.device -= hosts.count
      return link
    }
    draft.header.intent = nil
    let result = try Plans.verify(draft)
    #expect(result.structure.design == "unknown")
    #expect(result.capacity.hostBandwidth == .zero)
    #expect(codes(result) == [])
  }

  @Test("hosts without any cable are each one finding")
  func hostsOnly() throws {
    #expect(codes(try verify("host-1\nhost-2\nhost-3")) == ["TP101", "TP101", "TP101"])
  }

  @Test("hosts cabled to hosts have no switch, and nothing traps")
  func hostsToHosts() throws {
    let result = try verify("host-1:1 -- host-2:1 400\nhost-3:1 -- host-4:1 400")
    #expect(result.inventory.switches == 0)
    #expect(result.inventory.hosts == 4)
  }

  @Test("cables that all dangle are each one finding")
  func allDangling() throws {
    let result = try verify("leaf-1:1 --\nleaf-1:2 --\nleaf-2:1 --")
    #expect(codes(result).filter { $0 == "CB101" }.count == 3)
    #expect(result.inventory.switchLinks == 0)
  }

  @Test("self-loops are each one finding, also from a port to itself")
  func selfLoops() throws {
    let result = try verify("leaf-1:1 -- leaf-1:2\nleaf-1:3 -- leaf-1:3")
    #expect(codes(result) == ["CB102", "CB102"])
  }

  @Test("devices of unknown kind are switches when they have more than two cables")
  func unknownKinds() throws {
    var draft = try Plans.draft("fat-tree", ["k": "8"])
    let expected = Topology(try draft.fabric()).structure
    for index in draft.devices.indices {
      draft.devices[index].kind = .unknown
      draft.devices[index].role = ""
    }
    #expect(Topology(try draft.fabric()).structure == expected)
  }

  @Test("two fabrics in one plan are recognised side by side and the smaller is cut off")
  func disconnected() throws {
    let draft = CableNotation.draft(
      (1...2).map { part in
        (1...4).map { leaf in
          (1...2).map { "host-\(part)\(leaf)\($0):1 -- leaf-\(part)\(leaf):\($0) 400" }
            .joined(separator: "\n") + "\n"
            + (1...2).map { "leaf-\(part)\(leaf):1\($0) -- spine-\(part)\($0):\(leaf) 400" }
            .joined(separator: "\n")
        }.joined(separator: "\n")
      }.joined(separator: "\n"))
    let result = try Plans.verify(draft)
    #expect(result.structure.components == 2)
    #expect(result.structure.pods == 2)
    #expect(result.structure.parameters["leavesPerPod"] == 4)
    #expect(codes(result) == ["TP101"])
    #expect(result.findings.first?.severity == .error)
  }

  @Test("the smallest fat tree, k=2, has three tiers")
  func smallestTree() throws {
    let result = try Plans.verify(Plans.draft("fat-tree", ["k": "2"]))
    #expect(result.structure.tiers.map(\.devices) == [2, 2, 2, 1])
    #expect(codes(result) == [])
  }

  @Test("a spare switch is a warning and leaves the proof of the bisection alone")
  func spareSwitch() throws {
    var draft = try Plans.draft("fat-tree", ["k": "8"])
    draft.devices.append(DeviceEntry(name: "spare-1", kind: .switch))
    let result = try Plans.verify(draft)
    #expect(codes(result) == ["TP101"])
    #expect(result.findings.first?.severity == .warning)
    #expect(result.capacity.bisection.isExact)
    #expect(result.capacity.bisection.lower == result.capacity.bisection.full)
  }
}
