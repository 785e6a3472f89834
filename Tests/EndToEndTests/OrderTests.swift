import FabricDesigns
import FabricModel
import Foundation
import TestSupport
import Testing

@Suite("the order of a file means nothing")
struct OrderTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(
    "shuffled elements and exchanged ends give the same JSON apart from inputs and origin",
    arguments: 0..<10 as Range<UInt64>)
  func shuffled(seed: UInt64) throws {
    let draft = try Self.faultyPlan(seed: seed)
    let first = try report(draft)
    let second = try report(draft.shuffled(seed: seed).endsExchanged(seed: seed))
    #expect(first.count > 12 && first.count == second.count)
    for (a, b) in zip(first, second) { #expect(a == b) }
  }

  /// Every finding, and the rest of the report, as text.
  private func report(_ draft: PlanDraft) throws -> [String] {
    var text = try draft.xml()
    text.replace("speed=\"123\"", with: "speed=\"fast\"")
    try scratch.write(text, to: "plan.xml")
    let run = try Command.run("verify", "plan.xml", "--format", "json", in: scratch)
    var object = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    object["inputs"] = nil
    var findings = try #require(object["findings"] as? [[String: Any]])
    object["findings"] = nil
    for index in findings.indices { findings[index]["origin"] = nil }
    return try (findings + [object]).map {
      let data = try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys)
      return String(decoding: data, as: UTF8.self)
    }
  }

  /// A tree with faults of many kinds, each on cables and devices of its own.
  private static func faultyPlan(seed: UInt64) throws -> PlanDraft {
    let design = try Plans.design("fat-tree", ["k": "8", "spare": "4"])
    var draft = try Plans.draft(design)
    var cables = draft.links.indices.map { $0 }
    var random = Dice(seed: seed)
    cables.shuffle(using: &random)
    func take(in group: Int) -> Int {
      let place = cables.firstIndex { design.linkGroups[group].links.contains($0) }!
      return cables.remove(at: place)
    }
    // Entries again: as they are, with another length, and with another label.
    for length in [nil, Meters(77)] {
      var link = draft.links[take(in: 2)]
      link.length = length ?? link.length
      draft.links.append(link)
    }
    var twin = draft.links[take(in: 2)]
    twin.label = "TWIN"
    draft.links.append(twin)
    // Ports that differ in speed, a cable that is slow, one whose speed cannot be read.
    let mismatched = take(in: 1)
    draft.links[mismatched].a.speed = Gbps(400)
    draft.links[mismatched].b!.speed = Gbps(200)
    draft.links[take(in: 1)].speed = Gbps(100)
    for _ in 0..<2 { draft.links[take(in: 0)].speed = Gbps(123) }
    // One open end, one cable back into its own switch, ports with three cables.
    draft.links[take(in: 0)].b = nil
    let loop = take(in: 2)
    let device = draft.links[loop].a.device
    draft.links[loop].b = EndEntry(device: device, port: .number(draft.freePort(of: device)!))
    let port = draft.links[take(in: 0)].b!
    for _ in 0..<2 { draft.links[take(in: 0)].b = port }
    // Devices that share what should be their own, and one that is declared twice.
    for index in 0..<3 { draft.devices[40 + 3 * index].guid = 0x1234 }
    for index in 0..<2 { draft.devices[41 + 3 * index].serial = "S1" }
    var again = draft.devices[42]
    again.role = "storage"
    draft.devices.append(again)
    return draft
  }
}
