import FabricComparison
import FabricModel
import TestSupport
import Testing

/// How ports are found in another fabric.
@Suite struct PortTests {
  private func count(_ planned: String, _ observed: String) throws -> Int {
    let compared = try Comparisons.compare(planned: planned, observed: observed)
    Comparisons.expectSums(compared)
    return compared.differences.count
  }

  @Test("a printed name and a number are one port where nothing else can be meant")
  func printed() throws {
    #expect(try count("leaf-1:swp7 -- spine-1:1", "leaf-1:7 -- spine-1:1") == 0)
    #expect(try count("leaf-1:Eth1/7 -- spine-1:1", "leaf-1:eth1/7 -- spine-1:1") == 0)
    #expect(try count("leaf-1:swp7 -- spine-1:1", "leaf-1:8 -- spine-1:1") == 1)
  }

  @Test("an end that does not say its port is where the other fabric has it")
  func unnamed() throws {
    #expect(
      try count(
        """
        host-1 -- leaf-1:1
        host-2 -- leaf-1:2
        """,
        """
        host-1:1 -- leaf-1:1
        host-2:1 -- leaf-1:2
        """) == 0)
    #expect(
      try count(
        """
        host-1 -- leaf-1:1
        host-2 -- leaf-1:2
        """,
        """
        host-1:1 -- leaf-1:2
        host-2:1 -- leaf-1:1
        """) == 2)
    #expect(try count("host-1 -- leaf-1", "host-1:1 -- leaf-1:9") == 0)
  }
}
