import FabricComparison
import FabricModel
import TestSupport
import Testing

/// Single explanations, on fabrics small enough to read.
@Suite struct ExplanationTests {
  private func kinds(_ compared: ComparedFabrics) -> [String] {
    compared.explanations.map { "\($0.kind.name) \($0.accountsFor)" }
  }

  @Test("two hosts with one cable each: cables swapped, unless their GUIDs tell of names exchanged")
  func hosts() throws {
    var plan = CableNotation.draft(
      """
      host-1:1 -- leaf-1:1
      host-2:1 -- leaf-1:2
      """)
    var floor = CableNotation.draft(
      """
      host-1:1 -- leaf-1:2
      host-2:1 -- leaf-1:1
      """)
    #expect(kinds(try Comparisons.compare(current: floor, desired: plan)) == ["swap 2"])
    for (name, guid, other) in [("host-1", 11, 12), ("host-2", 12, 11)]
      as [(String, UInt64, UInt64)]
    {
      plan.devices[plan.device(named: name)].guid = guid
      floor.devices[floor.device(named: name)].guid = other
    }
    #expect(
      kinds(try Comparisons.compare(current: floor, desired: plan)) == ["exchanged-devices 2"])
  }

  @Test("another GUID under the planned name is a replaced device that owns no difference")
  func replaced() throws {
    var plan = CableNotation.draft("host-1:1 -- leaf-1:1")
    var floor = plan
    plan.devices[0].guid = 5
    floor.devices[0].guid = 6
    #expect(
      kinds(try Comparisons.compare(current: floor, desired: plan)) == ["replaced-device 0"])
  }

  @Test("a plan that has GUIDs in place of names does not call every device renamed")
  func guidNames() throws {
    var plan = CableNotation.draft("host-1:1 -- leaf-1:1")
    var floor = plan
    for index in plan.devices.indices {
      plan.devices[index].guid = 0x1122_3344_5566_7700 + UInt64(index)
      plan.devices[index].name =
        "0x" + String(0x1122_3344_5566_7700 + UInt64(index), radix: 16)
      floor.devices[index].guid = plan.devices[index].guid
    }
    let compared = try Comparisons.compare(current: floor, desired: plan)
    #expect(kinds(compared) == [])
    #expect(compared.differences.matched == 1)
  }

  @Test("a device that nobody saw is one finding that owns nothing")
  func unseen() throws {
    let compared = try Comparisons.compare(
      planned: """
        leaf-1:1 -- spine-1:1
        leaf-1:2 -- spine-2:1
        leaf-2:1 -- spine-1:2
        leaf-2:2 -- spine-2:2
        """,
      observed: """
        leaf-1:1 -- spine-1:1
        leaf-2:1 -- spine-1:2
        """)
    #expect(kinds(compared) == ["unseen-device 0"])
    #expect(compared.differences.count == 0)
    #expect(compared.differences.unverified.count == 2)
  }

  @Test("a cable whose two ends sit in wrong ports of the right devices is one finding")
  func bothEnds() throws {
    let compared = try Comparisons.compare(
      planned: "leaf-1:1 -- spine-1:1", observed: "leaf-1:5 -- spine-1:6")
    #expect(kinds(compared) == ["wrong-ports 2"])
    Comparisons.expectSums(compared)
  }

  @Test("a device all of whose links are slow is one finding, and so is a slow fabric")
  func slow() throws {
    let plan = try Plans.draft("leaf-spine", ["leaves": "4", "spines": "4", "hosts": "2"])
    var fast = plan
    for index in fast.links.indices { fast.links[index].speed = Gbps(400) }
    var floor = fast
    for index in fast.links(of: fast.device(named: fast.devices.last!.name)) {
      floor.links[index].speed = Gbps(200)
    }
    #expect(kinds(try Comparisons.compare(current: floor, desired: fast)) == ["slow 4"])
    for index in floor.links.indices { floor.links[index].speed = Gbps(100) }
    #expect(kinds(try Comparisons.compare(current: floor, desired: fast)).count == 1)
  }

  @Test("a tier that got other names with the same numbers is one renaming")
  func scheme() throws {
    let plan = try Plans.draft("leaf-spine", ["leaves": "4", "spines": "4"])
    var other = plan
    for index in plan.devices.indices where plan.devices[index].role == "spine" {
      other.devices[index].name = "sp-" + plan.devices[index].name.filter(\.isNumber)
    }
    let compared = try Comparisons.compare(current: plan, desired: other, standing: .revision)
    #expect(compared.explanations.map(\.kind.name) == ["renamed-scheme"])
    Comparisons.expectSums(compared)
  }

  @Test("a revision tells what was relabelled, re-specified, moved, added and removed")
  func revision() throws {
    var old = CableNotation.draft(
      """
      leaf-1:1 -- spine-1:1 400
      leaf-1:2 -- spine-1:2 400
      leaf-2:1 -- spine-1:3 400
      """)
    for index in old.links.indices { old.links[index].label = "C\(index)" }
    var new = old
    new.links[0].label = "D0"
    new.links[1].speed = Gbps(800)
    new.links[2].b = EndEntry(device: new.device(named: "spine-1"), port: .number(9))
    new.devices.append(DeviceEntry(name: "leaf-3", kind: .switch))
    new.devices[0].place = Place(rack: "R1", unit: 4)
    let compared = try Comparisons.compare(current: old, desired: new, standing: .revision)
    #expect(compared.differences.different.map(\.attributes) == [.label, .speed])
    #expect(compared.differences.misconnected.count == 1)
    #expect(compared.identities.changes.map(\.change) == [.moved, .removed])
  }
}
