import FabricDesigns
import FabricMetrics
import FabricModel
import TestSupport
import Testing

@Suite struct OversubscriptionTests {
  private func measure(_ draft: PlanDraft) throws -> Oversubscription {
    try Plans.capacity(draft).oversubscription
  }

  @Test("3:1 is 48 hosts at 25 Gb/s over 4 uplinks at 100 Gb/s: capacity counts, ports do not")
  func capacityNotPorts() throws {
    var text = ""
    for leaf in 1...3 {
      for host in 1...48 { text += "host-\(leaf)-\(host):1 -- leaf-\(leaf):\(host) 25\n" }
      for spine in 1...4 { text += "leaf-\(leaf):\(60 + spine) -- spine-\(spine):\(leaf) 100\n" }
    }
    let row = try #require(try measure(CableNotation.draft(text)).tiers.first)
    #expect(row.down == Gbps(3600))
    #expect(row.up == Gbps(1200))
    #expect(row.ratio == Ratio(3, 1))
    #expect(row.worstRatio == Ratio(3, 1))
    #expect(row.isEven)
  }

  @Test("a tier's ratio is that of the sums, with the worst switch beside it")
  func worstSwitch() throws {
    var draft = try Plans.draft("leaf-spine", ["leaves": "6", "spines": "4", "hosts": "4"])
    let links = draft.links(of: draft.device(named: "leaf-02")).filter {
      draft.devices[draft.links[$0].a.device].kind == .switch
    }
    for index in links.prefix(2).reversed() { draft.links.remove(at: index) }
    let row = try #require(try measure(draft).tiers.first)
    #expect(row.ratio == Ratio(24, 22))
    #expect(row.worstDevice == "leaf-02")
    #expect(row.worstRatio == Ratio(2, 1))
    #expect(!row.isEven)
  }

  @Test("a leaf without uplinks has no ratio, and is the worst")
  func noUplinks() throws {
    var draft = try Plans.draft("leaf-spine", ["leaves": "6", "spines": "4", "hosts": "4"])
    let leaf = draft.device(named: "leaf-05")
    draft.links.removeAll { $0.a.device == leaf }
    let row = try #require(try measure(draft).tiers.first)
    #expect(row.worstDevice == "leaf-05")
    #expect(row.worstRatio == nil)
    #expect(row.ratio == Ratio(24, 20))
  }

  @Test("a tier of which nothing leads upwards has no ratio")
  func nothingUpwards() throws {
    let draft = CableNotation.draft(
      "host-1:1 -- leaf-1:1 100\nhost-2:1 -- leaf-2:1 100\nspine-1:1 -- spine-2:1 100")
    let rows = try measure(draft).tiers
    #expect(rows.allSatisfy { $0.ratio == nil && $0.worstRatio == nil })
  }

  @Test("both tiers of a fat tree have a row, the top has none; hosts have none either")
  func rows() throws {
    let result = try measure(
      Plans.draft("fat-tree", ["k": "12", "down": "8", "spine-down": "9", "leaves": "6"]))
    #expect(result.tiers.map(\.tier) == [1, 2])
    #expect(result.tiers.map(\.name) == ["leaf", "spine"])
    #expect(result.tiers[0].ratio == Ratio(2, 1))
    // Six leaves with four uplinks each on four spines: six cables below each, three above.
    #expect(result.tiers[1].ratio == Ratio(2, 1))
  }

  @Test("a pod's ratio is its hosts over all that leaves it")
  func pods() throws {
    var draft = try Plans.draft("fat-tree", ["k": "8", "down": "5", "spine-down": "5"])
    let healthy = try measure(draft).groups
    // 25 hosts in a pod; 3 spines with 3 uplinks each.
    #expect(healthy.count == 8)
    #expect(healthy.allSatisfy { $0.kind == .pod && $0.ratio == Ratio(25, 9) })
    #expect(Set(healthy.map(\.name)).count == 8)
    let spine = draft.device(named: "p03-spine-02")
    let index = draft.links.firstIndex { $0.a.device == spine }!
    draft.links.remove(at: index)
    let damaged = try measure(draft).groups
    #expect(damaged.count { $0.ratio == Ratio(25, 8) } == 1)
    #expect(damaged.count { $0.ratio == Ratio(25, 9) } == 7)
  }

  @Test("one leaf with 47 of 48 uplinks is at 48:47, and the fabric at 1 cable in its half")
  func fabricRatio() throws {
    var draft = try Plans.draft("leaf-spine", ["leaves": "4", "spines": "48", "hosts": "48"])
    let index = draft.links.firstIndex { $0.a.device == draft.device(named: "leaf-03") }!
    draft.links.remove(at: index)
    let result = try measure(draft)
    #expect(result.tiers[0].worstRatio == Ratio(48, 47))
    #expect(result.fabricLower == Ratio(96, 95))
    #expect(result.fabricUpper == Ratio(96, 95))
  }

  @Test("cables inside a tier lead neither up nor down")
  func insideATier() throws {
    var draft = try Plans.draft(
      "leaf-spine", ["leaves": "6", "spines": "4", "hosts": "4", "spare": "1"])
    var link = LinkEntry(
      a: EndEntry(device: draft.device(named: "leaf-01"), port: .number(9)),
      b: EndEntry(device: draft.device(named: "leaf-02"), port: .number(9)))
    link.speed = Gbps(400)
    draft.links.append(link)
    #expect(try measure(draft).tiers[0].ratio == Ratio(1, 1))
  }

  @Test("nothing crosses where nothing is: no ratio of the fabric")
  func emptyFabric() throws {
    let result = try measure(CableNotation.draft("leaf-1\nleaf-2"))
    #expect(result.fabricLower == nil)
    #expect(result.fabricUpper == nil)
    #expect(result.tiers.isEmpty)
    #expect(result.groups.isEmpty)
  }
}
