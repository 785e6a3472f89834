import FabricModel
import Testing

@Suite("Quantities")
struct QuantitiesTests {
  @Test(
    "a speed is read in the largest unit of which there is at least one",
    arguments: [
      (0, "0 Gb/s"), (1, "0.001 Gb/s"), (500, "0.5 Gb/s"), (12_500, "12.5 Gb/s"),
      (400_000, "400 Gb/s"), (999_900, "999.9 Gb/s"), (999_949, "999.9 Gb/s"),
      (999_950, "1 Tb/s"), (1_000_000, "1 Tb/s"), (1_600_000, "1.6 Tb/s"),
      (19_200_000, "19.2 Tb/s"), (51_200_000, "51.2 Tb/s"), (999_950_000, "1 Pb/s"),
      (1_024_000_000, "1.024 Pb/s"), (44_236_800_000, "44.24 Pb/s"),
      (88_473_600_000, "88.47 Pb/s"), (1_000_000_000_000, "1000 Pb/s"),
      (12_345_678_000_000, "12346 Pb/s"), (-19_200_000, "-19.2 Tb/s"), (-400_000, "-400 Gb/s"),
    ])
  func readable(megabits: Int, text: String) {
    #expect(Gbps(megabits: megabits).readable == text)
  }

  @Test("speeds print without digits that say nothing, and add up exactly")
  func speeds() {
    #expect(Gbps(400).description == "400")
    #expect(Gbps(megabits: 12_500).description == "12.5")
    #expect(Gbps(megabits: 1).description == "0.001")
    #expect(Gbps(megabits: -1500).description == "-1.5")
    var sum = Gbps.zero
    for _ in 0..<1000 { sum += Gbps(megabits: 12_500) }
    #expect(sum == Gbps(12_500))
    #expect(Gbps(400) - Gbps(megabits: 500) == Gbps(megabits: 399_500))
    #expect(Gbps(100) < Gbps(megabits: 100_001))
    #expect(Gbps(megabits: 12_500).gigabits == 12.5)
  }

  @Test("lengths print in metres")
  func lengths() {
    #expect(Meters(15).description == "15 m")
    #expect(Meters(centimeters: 250).description == "2.5 m")
    #expect(Meters(centimeters: 1).description == "0.01 m")
    #expect(Meters(2) < Meters(centimeters: 201))
  }

  @Test("ratios are reduced, compared exactly, and nothing divides by nothing")
  func ratios() throws {
    #expect(Ratio(6, 2) == Ratio(3, 1))
    #expect(Ratio(6, 2)?.description == "3:1")
    #expect(Ratio(4, 3)?.description == "4:3")
    #expect(Ratio(0, 5)?.description == "0:1")
    #expect(Ratio(1, 0) == nil)
    #expect(Ratio(-1, 2) == nil)
    #expect(Ratio(1002, 1000)?.description == "1.002:1")
    #expect(Ratio(100, 33)?.description == "3.03:1")
    #expect(Ratio(65, 1)?.description == "65:1")
    let huge = try #require(Ratio(Int.max, Int.max - 1))
    #expect(Ratio.one < huge)
    #expect(huge < Ratio(Int.max - 1, Int.max - 2)!)
    #expect(huge.description == "1:1")
  }

  @Test("a fabric of 10⁹ Gb/s overflows nothing")
  func largeFabric() throws {
    let large = Gbps(1_000_000_000)
    #expect(large.readable == "1000 Pb/s")
    #expect(large.description == "1000000000")
    #expect(try #require(Ratio(large, Gbps(megabits: 1))).description == "1000000000000:1")
    #expect(try #require(Ratio(large, Gbps(megabits: 7))).description == "142857142857.143:1")
    #expect(try #require(Ratio(large, large + Gbps(megabits: 1))) < .one)
    #expect(Decimal3.rounded(2, by: 3) == "0.667")
    #expect(Decimal3.rounded(1, by: 2000) == "0.001")
    #expect(Decimal3.rounded(Int.max, by: Int.max) == "1")
    #expect(Decimal3.rounded(Int.max - 1, by: Int.max) == "1")
  }

  @Test("four significant digits, rounded half up")
  func significant() {
    #expect(Decimal3.significant(1_234_500, per: 1_000_000) == "1.235")
    #expect(Decimal3.significant(9_999_500, per: 1_000_000) == "10")
    #expect(Decimal3.significant(-1_234_500, per: 1_000_000) == "-1.235")
    #expect(Decimal3.significant(400_000, per: 1_000_000) == "0.4")
    #expect(Decimal3.significant(0, per: 1000) == "0")
  }
}
