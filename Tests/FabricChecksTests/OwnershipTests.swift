import FabricChecks
import FabricDesigns
import FabricMetrics
import FabricModel
import Findings
import TestSupport
import Testing

/// One cause, one finding: what follows from a fault is listed with it.
@Suite struct OwnershipTests {
  @Test("a missing uplink owns the bisection and the oversubscription that it costs")
  func missingUplink() throws {
    for seed in 0..<20 as Range<UInt64> {
      var planter = try Planter.tree(seed: seed)
      planter.draft.links.remove(at: planter.switchLink(level: 1))
      let result = try Plans.verify(planter.draft)
      let finding = try #require(result.findings.first)
      #expect(result.findings.count == 1)
      #expect(finding.consequences.map(\.code) == ["BW101", "BW201"])
      #expect(finding.consequences.map(\.amount) == [Gbps(400), Gbps(400)])
      #expect(result.capacity.bisection.upper == result.capacity.bisection.full - Gbps(400))
    }
  }

  @Test("a slow cable owns the share of its speed that is missing")
  func slowCable() throws {
    var planter = try Planter.tree(seed: 3)
    planter.draft.links[planter.switchLink(level: 1)].speed = Gbps(100)
    let result = try Plans.verify(planter.draft)
    #expect(result.findings.map(\.rule.code) == ["PT203"])
    #expect(result.findings[0].consequences.map(\.amount) == [Gbps(300), Gbps(300)])
  }

  @Test("a slow cable of a host with several ports owns the shortfall", arguments: 0..<10)
  func slowHost(_ seed: UInt64) throws {
    var planter = try Planter(
      "multi-plane", ["planes": "4", "hosts": "8", "units": "4"], seed: seed)
    let index = planter.hostLink()
    planter.draft.links[index].speed = planter.draft.links[index].speed.map {
      Gbps(megabits: $0.megabits / 2)
    }
    let result = try Plans.verify(planter.draft)
    #expect(result.findings.map(\.rule.code) == ["PT203"])
    #expect(result.findings.first?.consequences.map(\.code) == ["BW201"])
  }

  @Test("two faults share what follows from both")
  func twoFaults() throws {
    var planter = try Planter.tree(seed: 9)
    let first = planter.draft.links.remove(at: planter.switchLink(level: 1))
    var second: Int
    repeat {
      second = planter.switchLink(level: 1) - 1
    } while planter.pod(planter.draft.links[second].a.device) == planter.pod(first.a.device)
    planter.draft.links.remove(at: second)
    let result = try Plans.verify(planter.draft)
    #expect(result.findings.map(\.rule.code) == ["TP202", "TP202"])
    #expect(result.findings.allSatisfy { $0.consequences.map(\.code) == ["BW101", "BW201"] })
  }

  @Test("a shortfall that stays when everything is put right is a finding of its own")
  func remainingShortfall() throws {
    var planter = try Planter.tree(seed: 5)
    planter.draft.links.remove(at: planter.switchLink())
    planter.draft.header.intent?.bisection = Gbps(1_000_000)
    let codes = try Plans.verify(planter.draft).findings.map(\.rule.code)
    #expect(Set(codes) == ["TP202", "BW201"])
  }

  @Test("a leaf that is cut off owns the capacity that it lacks")
  func cutOffLeaf() throws {
    for seed in 0..<10 as Range<UInt64> {
      var planter = try Planter.tree(seed: seed)
      let leaf = planter.device(tier: 1)
      let uplinks = planter.design.linkGroups[1].links
      for index in planter.draft.links(of: leaf).filter({ uplinks.contains($0) }).reversed() {
        planter.draft.links.remove(at: index)
      }
      let result = try Plans.verify(planter.draft)
      #expect(result.findings.map(\.rule.code) == ["TP101"])
      #expect(result.findings.first?.consequences.isEmpty == false)
    }
  }

  @Test("what is left out owns nothing: a shortfall whose owner is not shown stands on its own")
  func selectedOwners() throws {
    var planter = try Planter.tree(seed: 5)
    planter.draft.links.remove(at: planter.switchLink())
    for (select, ignore) in [(["BW"], []), ([], ["TP"])] as [([String], [String])] {
      let codes = try Plans.verify(planter.draft, select: select, ignore: ignore).findings
        .map(\.rule.code.description)
      #expect(codes.contains("BW101") && codes.allSatisfy { $0.hasPrefix("BW") }, "\(codes)")
    }
  }

  @Test("nothing is milder than what follows from it")
  func severity() throws {
    var planter = try Planter.tree(seed: 5)
    let slow = planter.switchLink()
    planter.draft.links[slow].speed = Gbps(100)
    let finding = try #require(Plans.verify(planter.draft).findings.first)
    #expect(finding.rule.severity == .warning)
    #expect(finding.severity == .error && finding.harm == .capacity)
    #expect(finding.consequences.contains { $0.code == "BW101" })
    let alone = try #require(Plans.verify(planter.draft.withoutIntent()).findings.first)
    #expect(alone.severity == .warning)
  }

  @Test("a cable too many in spare ports costs nothing")
  func surplus() throws {
    var planter = try Planter.tree(seed: 5)
    let (a, b) = (planter.device(tier: 1), planter.device(tier: 3))
    let free = { (device: Int) in
      EndEntry(device: device, port: .number(planter.draft.devices[device].radix))
    }
    var link = LinkEntry(a: free(a), b: free(b))
    link.speed = Gbps(400)
    planter.draft.links.append(link)
    let findings = try Plans.verify(planter.draft).findings
    #expect(findings.map(\.rule.code) == ["MW203"])
    #expect(findings.map(\.harm) == [.none])
  }

  @Test("without an intent a missing cable has no consequences and is found all the same")
  func noIntent() throws {
    var planter = try Planter.tree(seed: 5)
    planter.draft.links.remove(at: planter.switchLink())
    let result = try Plans.verify(planter.draft.withoutIntent())
    #expect(result.findings.map(\.rule.code) == ["TP202"])
    #expect(result.findings[0].consequences == [])
  }

  @Test("a hole and a loose end at the same switch are one finding")
  func holeAndLooseEnd() throws {
    for seed in 0..<20 as Range<UInt64> {
      var planter = try Planter.tree(seed: seed)
      let index = planter.switchLink()
      planter.draft.links[index].b = nil
      let result = try Plans.verify(planter.draft)
      #expect(result.findings.map(\.rule.code) == ["CB101"])
      // An uplink of a leaf decides the bisection.
      if planter.design.linkGroups[1].links.contains(index) {
        #expect(result.findings[0].consequences.map(\.code).contains("BW201"))
      }
    }
  }

  @Test("several cables missing between one pair are one finding, several surplus ones are two")
  func severalOfOnePair() throws {
    var planter = try Planter(
      "leaf-spine", ["leaves": "12", "spines": "6", "hosts": "12", "trunk": "3", "spare": "4"],
      seed: 1)
    let link = planter.draft.links[planter.switchLink()]
    let healthy = planter.draft
    let trunk = planter.draft.links(between: link.a.device, link.b!.device)
    for index in trunk.dropFirst().reversed() { planter.draft.links.remove(at: index) }
    let holes = try Plans.verify(planter.draft).findings
    #expect(holes.map(\.rule.code) == ["TP202"])
    #expect(holes[0].actual == "1 of 3 cables")
    planter.draft = healthy
    for label in ["X1", "X2"] {
      let index = planter.addCable(link.a.device, link.b!.device)
      planter.draft.links[index].label = label
    }
    let surplus = try Plans.verify(planter.draft).findings
    #expect(surplus.map(\.rule.code) == ["MW102", "MW102"])
    #expect(Set(surplus.flatMap(\.cables)) == ["X1", "X2"])
    #expect(surplus.allSatisfy { $0.expected == "3" && $0.actual == "5" })
  }

  @Test("two cables moved into the same wrong switch are two findings")
  func twoMovesToOneSwitch() throws {
    var planter = try Planter.tree(seed: 2)
    let leaf = planter.device(tier: 1)
    let group = planter.design.linkGroups[1].links
    let uplinks = planter.draft.links(of: leaf).filter { group.contains($0) }
    let target = planter.draft.links[uplinks[3]].b!.device
    for index in uplinks.prefix(2) { planter.draft.links[index].b = planter.freeEnd(target) }
    let findings = try Plans.verify(planter.draft).findings
    #expect(findings.map(\.rule.code) == ["MW103", "MW103"])
    #expect(
      Set(findings.flatMap(\.cables)) == Set(uplinks.prefix(2).map { planter.draft.cable($0) }))
  }

  @Test("no two findings of a plan share rule and subject")
  func subjectsAreUnique() throws {
    let design = try Plans.design("fat-tree", ["k": "8", "spare": "2"])
    for seed in 0..<20 as Range<UInt64> {
      let faults = "swap=4,missing=4,wrong-port=2,wrong-switch=6,extra=6,slow=4"
      var draft = try Plans.faulted(design, faults, seed: seed).draft
      draft.links += draft.links.prefix(3) + draft.links.prefix(2)
      let findings = try Plans.verify(draft).findings
      #expect(Set(findings.map(\.id)).count == findings.count, "seed \(seed)")
    }
  }

  @Test("selected and ignored codes choose among findings and change none")
  func selection() throws {
    let design = try Plans.design("fat-tree", ["k": "8", "spare": "2"])
    let draft = try Plans.faulted(design, "missing=2,extra=2,slow=2", seed: 4).draft
    let all = try Plans.verify(draft).findings
    let reading = try Plans.read(draft.xml())
    var options = PlanVerification.Options()
    options.effort = .quick
    options.select = ["PT", "tp202"]
    let selected = PlanVerification.run(reading, options).findings
    #expect(selected.map(\.id) == all.filter { $0.rule.code >= "PT" }.map(\.id))
    options.select = []
    options.ignore = ["odd-speed"]
    let rest = PlanVerification.run(reading, options).findings
    // The shortfall that the slow cables explain has no owner then.
    let own = rest.filter { !$0.rule.code.description.hasPrefix("BW") }
    #expect(own.map(\.id) == all.filter { $0.rule.code != "PT203" }.map(\.id))
    #expect(own.count < rest.count)
  }
}
