import FabricDesigns
import FabricMetrics
import FabricModel
import TestSupport
import Testing

@Suite struct BisectionTests {
  @Test(
    "a healthy balanced fabric has full bisection, proven",
    arguments: [
      ["k": "4"], ["k": "8"], ["k": "12"], ["k": "8", "pods": "3"], ["k": "8", "pods": "5"],
      ["k": "12", "pods": "7"], ["k": "16", "pods": "9"], ["k": "16", "tiers": "2"],
      ["k": "16", "tiers": "2", "leaves": "5"],
    ])
  func balanced(_ parameters: [String: String]) throws {
    let bisection = try Plans.capacity(Plans.draft("fat-tree", parameters)).bisection
    #expect(bisection.isExact)
    #expect(bisection.upper == bisection.full)
    #expect(bisection.ratioLower == .one)
  }

  @Test(
    "an oversubscribed fabric has its share of full bisection, proven",
    arguments: [
      (["k": "12", "down": "8"], 2), (["k": "8", "down": "6"], 3),
      (["k": "12", "down": "8", "pods": "4"], 2), (["k": "16", "down": "12", "pods": "8"], 3),
      (["k": "12", "tiers": "2", "down": "8", "leaves": "8"], 2),
      (["k": "12", "down": "9", "tiers": "2", "leaves": "6"], 3),
    ])
  func oversubscribed(_ parameters: [String: String], ratio: Int) throws {
    let capacity = try Plans.capacity(Plans.draft("fat-tree", parameters))
    #expect(capacity.bisection.isExact)
    #expect(capacity.bisection.upper.megabits * ratio == capacity.bisection.full.megabits)
    #expect(capacity.oversubscription.fabricUpper == Ratio(ratio, 1))
  }

  @Test("faster uplinks make up for fewer")
  func fasterUplinks() throws {
    let parameters = [
      "leaves": "6", "spines": "2", "hosts": "8", "speed": "100", "uplink-speed": "400",
    ]
    let bisection = try Plans.capacity(Plans.draft("leaf-spine", parameters)).bisection
    #expect(bisection.isExact)
    #expect(bisection.lower == bisection.full)
    #expect(bisection.full == Gbps(2400))
  }

  @Test("the witness is a cut of just that value", arguments: 0..<20 as Range<UInt64>)
  func witness(seed: UInt64) throws {
    let design = try Plans.design("fat-tree", ["k": "8", "down": "5", "spare": "1"])
    let faults = "swap=3,missing=6,extra=2,slow=3"
    let draft = try Plans.faulted(design, faults, seed: seed).draft
    let model = try Plans.model(draft)
    let bisection = model.bisection(effort: .quick, pieces: 1)
    let side = bisection.witness.side
    var cut = 0
    var crossing = 0
    for edge in model.edgeA.indices
    where side[Int(model.edgeA[edge])] != side[Int(model.edgeB[edge])] {
      cut += Int(model.edgeMegabits[edge])
      crossing += 1
    }
    let total = model.hostMegabits.reduce(0, +)
    let inside = zip(model.hostMegabits, side).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
    #expect(2 * cut + abs(2 * inside - total) == 2 * bisection.upper.megabits)
    #expect(bisection.witness.crossingLinks == crossing)
    #expect(
      bisection.witness.sideHosts == [Gbps(megabits: inside), Gbps(megabits: total - inside)])
    #expect(bisection.lower <= bisection.upper && bisection.upper <= bisection.full)
  }

  @Test("bounds are the same for 1, 2, 3 and 8 pieces")
  func pieces() throws {
    let design = try Plans.design("fat-tree", ["k": "8", "spare": "1"])
    let draft = try Plans.faulted(design, "swap=5,missing=9,slow=3", seed: 8).draft
    let model = try Plans.model(draft)
    let all = [1, 2, 3, 8].map { model.bisection(effort: .normal, pieces: $0) }
    #expect(Set(all).count == 1)
  }
}
