import FabricChecks
import FabricDesigns
import FabricTopology
import TestSupport
import Testing

/// Fabrics in which one cable is half of what a switch has.
@Suite struct TinyFabricTests {
  @Test(
    "a fat tree of four-port switches is recognised with a fault in it",
    arguments: ["swap=1", "swap=2", "extra=1", "missing=1", "missing=2", "wrong-switch=1"])
  func recognised(_ faults: String) throws {
    let design = try Plans.design("fat-tree", ["k": "4", "spare": "2"])
    for seed in 0..<60 as Range<UInt64> {
      let draft = try Plans.faulted(design, faults, seed: seed).draft
      let structure = Topology(try draft.fabric()).structure
      #expect(structure.design == "fat-tree", "seed \(seed)")
      #expect(structure.parameters["k"] == 4, "seed \(seed)")
    }
  }
}
