import Testing

@testable import FabricFormats

@Suite("Numbers in plans")
struct NumberTests {
  @Test("whole numbers have digits and fit in 32 bits")
  func integers() {
    let read = { (text: String) in PlanNumbers.integer(text.utf8.span) }
    #expect(read("0") == 0)
    #expect(read("007") == 7)
    #expect(read("2147483647") == .max)
    for text in ["", "2147483648", "99999999999", "-1", "+1", " 1", "1 ", "1.0", "٣", "0x1"] {
      #expect(read(text) == nil, "\(text)")
    }
  }

  @Test("GUIDs are hexadecimal, with or without 0x")
  func hexadecimal() {
    let read = { (text: String) in PlanNumbers.hexadecimal(text.utf8.span) }
    #expect(read("0x0011750101000001") == 0x0011_7501_0100_0001)
    #expect(read("FFffFFffFFffFFff") == .max)
    #expect(read("0Xa") == 10)
    for text in ["", "0x", "g", "0x10000000000000000", "00:11", "-1"] {
      #expect(read(text) == nil, "\(text)")
    }
  }

  @Test("speeds and lengths have a number first and a unit that is known")
  func units() {
    for text in [
      "", "g", ".5g", "100x", "100gg", "100 g b", "1e3", "99999999999", "-1", "100G b/s",
    ] {
      #expect(PlanNumbers.megabits(text.utf8.span) == nil, "\(text)")
    }
    for text in ["", "m", "3mm", "3 km", "-3", "3in", "0.001"] {
      #expect(PlanNumbers.centimeters(text.utf8.span) == nil, "\(text)")
    }
    #expect(PlanNumbers.megabits("2147g".utf8.span) == 2_147_000)
    #expect(PlanNumbers.megabits("2147484t".utf8.span) == nil)
    #expect(PlanNumbers.megabits("0.5m".utf8.span) == nil)
    #expect(PlanNumbers.megabits("100bit/s".utf8.span) == nil)
    #expect(PlanNumbers.centimeters("999999999".utf8.span) == nil)
  }
}
