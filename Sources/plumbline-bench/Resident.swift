import ArgumentParser
import ByteSources
import FabricFormats
import FabricModel

/// Loads a plan in a fresh process and tells how much memory the fabric keeps.
struct Resident: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Load a plan; print bytes that stay resident, cables.", shouldDisplay: false)

  @Argument var plan: String

  func run() throws {
    let before = ResourceUsage.residentBytes()
    let reading = try PlanLoader.load([plan])
    let after = ResourceUsage.residentBytes()
    print(after - before, reading.fabric.cables.count)
  }
}
