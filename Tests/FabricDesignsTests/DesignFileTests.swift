import FabricDesigns
import FabricModel
import Foundation
import Testing

@Suite("Design files and presets")
struct DesignFileTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("topologies/designs")

  @Test("the presets in the code are the files in topologies/designs")
  func presetsAreTheFiles() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    #expect(files == DesignPresets.all.map { $0.name + ".yaml" }.sorted())
    for preset in DesignPresets.all {
      let recipe = try recipe(preset.name)
      #expect(recipe.name == preset.name)
      #expect(recipe.design == preset.design)
      #expect(recipe.parameters == preset.parameters)
    }
  }

  @Test("the counts in a design file's comment are those of its design")
  func commentsTellTheCounts() throws {
    for preset in DesignPresets.all {
      let design = try DesignCatalog.design(named: preset.name)
      let comment = try text(preset.name).split(separator: "\n")
        .filter { $0.hasPrefix("#") }.map { $0.dropFirst(2) }.joined(separator: " ")
      let hosts = design.tiers[0].count
      let ports = design.device(at: 0).radix == 8 ? "eight" : "one"
      let counts = [
        "\(grouped(hosts)) \(ports)-port hosts;",
        "\(grouped(design.deviceCount - hosts)) switches",
        "\(grouped(design.cableCount)) cables",
      ]
      for count in counts { #expect(comment.contains(count), "\(preset.name): \(count)") }
      #expect(design.planName == preset.name)
    }
  }

  @Test("a preset takes overrides")
  func overrides() throws {
    let design = try DesignCatalog.design(named: "colossus-220k", overrides: ["k": "8"])
    #expect(design.tiers[0].count == 128)
    #expect(design.planName == "colossus-220k")
  }

  private func text(_ name: String) throws -> String {
    try String(
      contentsOf: Self.folder.appendingPathComponent(name + ".yaml"), encoding: .utf8)
  }

  private func recipe(_ name: String) throws -> DesignRecipe {
    try DesignFile.parse(text: text(name), path: "topologies/designs/\(name).yaml")
  }

  /// `221,184`.
  private func grouped(_ number: Int) -> String {
    number < 1000
      ? "\(number)"
      : grouped(number / 1000) + "," + String(String(number % 1000 + 1000).dropFirst())
  }
}
