import FabricComparison
import FabricDesigns
import FabricModel
import TestSupport
import Testing

/// The words of the contract, on fabrics small enough to read.
@Suite struct DifferencesTests {
  private func differences(
    planned: String, observed: String, standing: Alignment.Standing = .observation
  ) throws -> Differences {
    Differences(
      Alignment(
        current: try CableNotation.draft(observed).fabric(),
        desired: try CableNotation.draft(planned).fabric(), standing: standing))
  }

  @Test("a fabric differs from itself in nothing")
  func same() throws {
    for design in try [
      Plans.draft("fat-tree", ["k": "4"]),
      Plans.draft("leaf-spine", ["leaves": "4", "spines": "2"]),
    ] {
      let differences = Differences(
        Alignment(current: try design.shuffled(seed: 3).fabric(), desired: try design.fabric()))
      #expect(differences.count == 0)
      #expect(differences.matched == design.links.count)
      #expect(differences.coverage.share == 1)
      #expect(differences.unverified.isEmpty)
    }
  }

  @Test("a swap is two misconnected links in one cycle")
  func swap() throws {
    let found = try differences(
      planned: """
        leaf-1:1 -- spine-1:1
        leaf-2:1 -- spine-2:1
        """,
      observed: """
        leaf-1:1 -- spine-2:1
        leaf-2:1 -- spine-1:1
        """)
    #expect(found.misconnected.count == 2)
    #expect(found.count == 2)
    #expect(found.components.map(\.isCycle) == [true])
    #expect(found.components[0].plannedCount == 2)
    #expect(found.components[0].observedCount == 2)
  }

  @Test(
    "a cable in another port is misconnected, one that is gone missing, one too many unexpected")
  func chains() throws {
    let found = try differences(
      planned: """
        leaf-1:1 -- spine-1:1
        leaf-1:2 -- spine-1:2
        leaf-2:1 -- spine-1:3
        """,
      observed: """
        leaf-1:1 -- spine-1:7
        leaf-2:1 -- spine-1:3
        leaf-2:5 -- spine-1:5
        """)
    #expect(found.misconnected.count == 1)
    #expect(found.missing.count == 1)
    #expect(found.unexpected.count == 1)
    #expect(found.matched == 1)
    #expect(found.components.count == 3)
  }

  @Test("what nobody looked at is unverified, and so is a link that is dark at the end that was")
  func unverified() throws {
    var observed = CableNotation.draft(
      """
      leaf-1:1 -- spine-1:1
      leaf-1
      """)
    observed.links[0].speed = Gbps(100)
    let found = try differences(
      planned: """
        leaf-1:1 -- spine-1:1
        leaf-1:2 -- spine-2:1
        leaf-2:1 -- spine-2:2
        leaf-1:3 -- spine-1:3
        """,
      observed: """
        leaf-1:1 -- spine-1:1
        """)
    #expect(found.unverified.count == 2)
    #expect(found.missing.count == 1)
    #expect(found.matched == 1)
    #expect(found.coverage == Differences.Coverage(seenEnds: 5, plannedEnds: 8))
  }

  @Test("in a revision nothing is unverified")
  func revision() throws {
    let found = try differences(
      planned: """
        leaf-1:1 -- spine-1:1
        leaf-2:1 -- spine-2:2
        """,
      observed: """
        leaf-1:1 -- spine-1:1
        """, standing: .revision)
    #expect(found.unverified.isEmpty)
    #expect(found.missing.count == 1)
  }

  @Test("of two rows at one port the one that the other fabric has stays")
  func reuse() throws {
    let found = try differences(
      planned: """
        leaf-1:1 -- spine-1:1
        leaf-1:2 -- spine-1:2
        """,
      observed: """
        leaf-1:1 -- spine-2:1
        leaf-1:1 -- spine-1:1
        leaf-1:2 -- spine-1:2
        leaf-1:2 -- spine-1:2
        """)
    #expect(found.matched == 2)
    #expect(Set(found.duplicates.map(\.reason)) == [.portTaken, .repeated])
    #expect(found.count == 2)
  }
}
