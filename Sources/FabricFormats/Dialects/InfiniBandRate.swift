/// Rates as InfiniBand's programs write them: lanes, `x`, and the generation.
enum InfiniBandRate {
  /// What one lane carries, in Mb/s; the nominal numbers, which plans are made of.
  private static let generations: [(name: String, lane: Int32)] = [
    ("SDR", 2_500), ("DDR", 5_000), ("QDR", 10_000), ("FDR10", 10_000), ("FDR", 14_000),
    ("EDR", 25_000), ("HDR", 50_000), ("NDR", 100_000), ("XDR", 200_000),
  ]

  /// `4xHDR` as 200,000 Mb/s; 0 where the program did not know it; nil for what is no rate.
  static func megabits(_ text: Span<UInt8>) -> Int32? {
    if !text.isEmpty && text[0] == UInt8(ascii: "?") { return 0 }
    var index = 0
    guard let lanes = ListingLine.number(text, &index), (1...16).contains(lanes),
      index < text.count, text[index] == UInt8(ascii: "x")
    else { return nil }
    let name = text.extracting((index + 1)..<text.count)
    if !name.isEmpty && name[0] == UInt8(ascii: "?") { return 0 }
    return generations.first { isEqual(name, $0.name) }.map { lanes * $0.lane }
  }

  /// A rate of exactly that many Mb/s, four lanes where there is a choice; nil where none has it.
  static func text(megabits: Int) -> String? {
    for lanes in [4, 2, 1, 8, 12] {
      let match = generations.first { lanes * Int($0.lane) == megabits }
      if let match { return "\(lanes)x\(match.name)" }
    }
    return nil
  }

  private static func isEqual(_ text: Span<UInt8>, _ name: String) -> Bool {
    let name = name.utf8.span
    guard text.count == name.count else { return false }
    for index in text.indices where text[index] != name[index] { return false }
    return true
  }
}
