import FabricComparison
import FabricModel
import TestSupport
import Testing

/// What is said first and plainly, and not as thousands of rows.
@Suite struct ProblemTests {
  private let plan: PlanDraft

  init() throws { plan = try Plans.draft("fat-tree", ["k": "8", "spare": "2"]) }

  @Test("an observation without links")
  func empty() throws {
    let compared = try Comparisons.compare(current: PlanDraft(), desired: plan)
    #expect(compared.problems == [.nothingObserved])
    #expect(compared.explanations.isEmpty)
  }

  @Test("an observation of devices with other names")
  func strangers() throws {
    let compared = try Comparisons.compare(current: plan.renamed(seed: 1).plan, desired: plan)
    #expect(compared.problems == [.noDeviceInCommon(desired: 208, current: 208)])
    #expect(compared.explanations.isEmpty)
  }

  @Test("an observation of another fabric with the same names")
  func another() throws {
    var other = plan
    var random = Dice(seed: 3)
    var ends = plan.links.map(\.b)
    ends.shuffle(using: &random)
    for index in ends.indices { other.links[index].b = ends[index] }
    let compared = try Comparisons.compare(current: other, desired: plan)
    guard case .anotherFabric(let wrong, let links)? = compared.problems.first else {
      Issue.record("\(compared.problems)")
      return
    }
    #expect(links == 384)
    #expect(wrong > 192)
    #expect(compared.explanations.isEmpty)
  }

  @Test("an observation of a tenth: what was seen is compared, the rest is one statement")
  func tenth() throws {
    let pods = plan.without { !plan.devices[$0].name.hasPrefix("p01-") }
    let compared = try Comparisons.compare(current: pods, desired: plan)
    guard case .partOfFabric(let coverage, _, let devices)? = compared.problems.first else {
      Issue.record("\(compared.problems)")
      return
    }
    #expect(coverage.share < 0.5)
    #expect(devices == 208)
    #expect(compared.explanations.isEmpty)
    #expect(compared.differences.count == 0)
  }

  @Test("two observations that contradict each other about a port: neither is believed")
  func contradiction() throws {
    var fabric = try CableNotation.draft(
      """
      leaf-1:1 -- spine-1:1
      leaf-2:1 -- spine-1:2
      leaf-1:1 -- spine-2:1
      leaf-2:1 -- spine-1:2
      """
    ).fabric()
    var sources = [
      Fabric.Source(path: "a.xml", dialect: "test"), Fabric.Source(path: "b.xml", dialect: "test"),
    ]
    sources[1].firstLink = 2
    fabric.sources = sources
    let desired = try CableNotation.draft(
      """
      leaf-1:1 -- spine-1:1
      leaf-2:1 -- spine-1:2
      spine-2
      """
    ).fabric()
    let compared = ComparedFabrics(current: fabric, desired: desired)
    guard case .contradiction(let links, let port, let origins)? = compared.problems.first else {
      Issue.record("\(compared.problems)")
      return
    }
    #expect(links == 2)
    #expect(port == "leaf-1:1")
    #expect(origins.map(\.file) == ["a.xml", "b.xml"])
    #expect(compared.differences.count == 0)
    #expect(compared.differences.unverified.count == 1)
    #expect(compared.differences.matched == 1)
  }

  @Test("two devices of one name that nothing tells apart")
  func namesakes() throws {
    var builder = FabricBuilder()
    let draft = CableNotation.draft("leaf-1:1 -- spine-1:1")
    try draft.send(to: &builder)
    let name = builder.fabric.names.intern("leaf-1")
    _ = builder.namesake(of: name, line: 9)
    let compared = ComparedFabrics(current: builder.build(), desired: try draft.fabric())
    #expect(
      compared.problems.contains(.sharedNames(isDesired: false, devices: 2, name: "leaf-1")))
  }

  @Test("revisions of two sites")
  func sites() throws {
    let other = try Plans.draft("leaf-spine", ["leaves": "8", "spines": "4"])
    let compared = try Comparisons.compare(current: other, desired: plan, standing: .revision)
    #expect(compared.problems.contains { $0.isFinal })
    #expect(compared.explanations.isEmpty)
  }

  @Test("GUIDs that are nowhere as planned are one statement")
  func identities() throws {
    var (planned, observed) = (plan, plan)
    for index in planned.devices.indices {
      planned.devices[index].guid = UInt64(1000 + index)
      observed.devices[index].guid = UInt64(5000 + index)
    }
    let compared = try Comparisons.compare(current: observed, desired: planned)
    #expect(compared.problems == [.otherIdentities(devices: 208, of: 208)])
    #expect(compared.explanations.isEmpty)
  }
}
