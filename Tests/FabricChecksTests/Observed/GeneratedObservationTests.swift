import TestSupport
import Testing

/// Sixty mixed faults, planted by generators of other people's formats.
@Suite(
  "Observations of an independent generator",
  .enabled(
    if: GeneratedObservation.isPossible,
    "../shared/tools/gen_fastfabric.py, ../shared/tools/gen_ib.py and python3 are needed"))
struct GeneratedObservationTests {
  @Test(
    "a FastFabric snapshot: one finding for each act and no other, whatever identifies nodes",
    arguments: [("both", 1), ("guid", 2), ("desc", 3)], [false, true])
  func fastFabric(plan: (identity: String, seed: Int), listsDarkPorts: Bool) throws {
    let generated = try GeneratedObservation.fastFabric(
      k: 16, GeneratedObservation.mixedFastFabric, seed: plan.seed, identity: plan.identity,
      listsDarkPorts: listsDarkPorts)
    #expect(generated.acts.count >= 56)
    #expect(try generated.complaints() == [])
  }

  @Test("an ibnetdiscover listing: one finding for each act and no other", arguments: [1, 3])
  func infiniBand(seed: Int) throws {
    let generated = try GeneratedObservation.infiniBand(
      k: 16, GeneratedObservation.mixedInfiniBand, seed: seed)
    #expect(generated.acts.count >= 59)
    #expect(try generated.complaints() == [])
  }

  @Test("an ibsim net, which knows nothing but names, against a listing with GUIDs")
  func names() throws {
    let generated = try GeneratedObservation.infiniBand(
      k: 16, GeneratedObservation.mixedInfiniBand,
      seed: 2, isNet: true)
    #expect(try generated.complaints() == [])
  }

  @Test("devices that are off are one finding each, with the cables that end there")
  func dead() throws {
    let generated = try GeneratedObservation.infiniBand(
      k: 16, ["dead_host=3", "dead_switch=2", "guid_changed=2", "missing=3"], seed: 101)
    #expect(try generated.complaints() == [])
  }
}
