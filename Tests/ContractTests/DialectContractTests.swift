import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

/// One fabric in every dialect, and what a dialect promises to say.
@Suite struct DialectContractTests {
  private func paths() throws -> [String] {
    try ["xml", "txt"].flatMap { try SourceTree.files("topologies/dialects", extension: $0) }
  }

  private func samples() throws -> [(path: String, dialect: any Dialect.Type, fabric: Fabric)] {
    try paths().map { path in
      let reading = try PlanLoader.load([SourceTree.root.appendingPathComponent(path).path])
      #expect(reading.anomalies.isEmpty, "\(path)")
      let name = reading.fabric.sources[0].dialect
      let dialect = try #require(DialectCatalog.all.first { $0.name == name })
      return (path, dialect, reading.fabric)
    }
  }

  @Test("every dialect has its file")
  func complete() throws {
    #expect(try Set(samples().map { $0.dialect.name }) == Set(DialectCatalog.all.map { $0.name }))
  }

  @Test("files of one name are equal in devices and ends, and in whatever both can say")
  func equal() throws {
    // `seen.xml` and `seen.ibsim.txt` are one fabric.
    let groups = try Dictionary(grouping: samples()) { $0.path.split(separator: ".")[0] }.values
    #expect(groups.count == 2)
    for (first, second) in groups.flatMap({ zip($0, $0.dropFirst()) }) {
      #expect(FabricFacts.devices(first.fabric) == FabricFacts.devices(second.fabric))
      #expect(FabricFacts.ends(first.fabric) == FabricFacts.ends(second.fabric))
      for word in first.dialect.vocabulary.intersection(second.dialect.vocabulary) {
        #expect(
          FabricFacts.facts(word, first.fabric) == FabricFacts.facts(word, second.fabric),
          "\(word) in \(first.path) and \(second.path)")
      }
    }
  }

  @Test("the files of a dialect say all its words but panels, and no other")
  func vocabulary() throws {
    let samples = try samples()
    for dialect in DialectCatalog.all {
      let own = samples.filter { $0.dialect == dialect }
      for word in Vocabulary.allCases
      where ![.panels, .network, .portSpeeds, .model, .serial].contains(word) {
        let isSaid = own.contains { word.count(in: $0.fabric) > 0 }
        #expect(isSaid == dialect.vocabulary.contains(word), "\(word) in \(dialect.name)")
      }
    }
  }

  @Test("whatever is written in a dialect reads back equal in all that both can say")
  func conversions() throws {
    let paths = try paths() + SourceTree.files("topologies/clean", extension: "xml")
    for path in paths {
      let fabric = try PlanLoader.load([SourceTree.root.appendingPathComponent(path).path]).fabric
      let source = try #require(DialectCatalog.all.first { $0.name == fabric.sources[0].dialect })
      // Links through panels are other links where nobody knows of panels.
      // So are ports that have no name there.
      let names: Set<Vocabulary> = [.panels, .printedNames, .legs]
      let needed = names.filter { $0.count(in: fabric) > 0 }
      let targets = DialectCatalog.writable.filter { needed.isSubset(of: $0.vocabulary) }
      for target in targets {
        let again = try Plans.read(text(fabric, in: target)).fabric
        #expect(FabricFacts.ends(again) == FabricFacts.ends(fabric), "\(path)")
        for word in source.vocabulary.intersection(target.vocabulary)
        // A card that is only seen at its ports is listed where cards are, and a simulated node has
        // a GUID, if need be one that is made up.
        where word != .adapters && word != .guid || hasGUIDs(fabric) {
          #expect(
            FabricFacts.facts(word, again) == FabricFacts.facts(word, fabric),
            "\(word) of \(path) in \(target.name)")
        }
      }
    }
  }

  private func hasGUIDs(_ fabric: Fabric) -> Bool {
    !fabric.adapters.host.isEmpty && !fabric.adapters.guid.contains(0)
      && (0..<fabric.devices.count).allSatisfy { row in
        fabric.devices.guid(of: DeviceID(row)) != 0 || fabric.kind(of: DeviceID(row)) == .host
      }
  }

  private func text<Target: WritableDialect>(
    _ fabric: Fabric, in target: Target.Type
  ) throws -> String {
    let bytes = Bytes()
    try DialectConversion(fabric, to: target).write { bytes.all += $0 }
    return String(decoding: bytes.all, as: UTF8.self)
  }

  private final class Bytes { var all: [UInt8] = [] }
}
