import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

/// One fabric in every dialect, and what a dialect promises to say.
@Suite struct DialectContractTests {
  private func samples() throws -> [(path: String, dialect: any Dialect.Type, fabric: Fabric)] {
    try SourceTree.files("topologies/dialects", extension: "xml").map { path in
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

  @Test("all files are equal in devices and ends, and in whatever both can say")
  func equal() throws {
    let samples = try samples()
    for (first, second) in zip(samples, samples.dropFirst()) {
      #expect(FabricFacts.devices(first.fabric) == FabricFacts.devices(second.fabric))
      #expect(FabricFacts.ends(first.fabric) == FabricFacts.ends(second.fabric))
      for word in first.dialect.vocabulary.intersection(second.dialect.vocabulary) {
        #expect(
          FabricFacts.facts(word, first.fabric) == FabricFacts.facts(word, second.fabric),
          "\(word) in \(first.path) and \(second.path)")
      }
    }
  }

  @Test("a file says all words of its dialect but panels, and no other")
  func vocabulary() throws {
    for sample in try samples() {
      for word in Vocabulary.allCases
      where ![.panels, .network, .portSpeeds, .model, .serial].contains(word) {
        let isSaid = word.count(in: sample.fabric) > 0
        #expect(
          isSaid == sample.dialect.vocabulary.contains(word), "\(word) in \(sample.path)")
      }
    }
  }

  @Test("whatever is written in a dialect reads back equal in all that both can say")
  func conversions() throws {
    let paths =
      try SourceTree.files("topologies/dialects", extension: "xml")
      + SourceTree.files("topologies/clean", extension: "xml")
    for path in paths {
      let fabric = try PlanLoader.load([SourceTree.root.appendingPathComponent(path).path]).fabric
      let source = try #require(DialectCatalog.all.first { $0.name == fabric.sources[0].dialect })
      // Links through panels are other links where nobody knows of panels.
      let targets = DialectCatalog.writable.filter {
        $0.vocabulary.contains(.panels) || !fabric.devices.kind.contains(.panel)
      }
      for target in targets {
        let again = try Plans.read(text(fabric, in: target)).fabric
        #expect(FabricFacts.ends(again) == FabricFacts.ends(fabric), "\(path)")
        for word in source.vocabulary.intersection(target.vocabulary)
        // A card that is only seen at its ports is listed where cards are.
        where word != .adapters && word != .guid || !fabric.adapters.host.isEmpty {
          #expect(
            FabricFacts.facts(word, again) == FabricFacts.facts(word, fabric),
            "\(word) of \(path) in \(target.name)")
        }
      }
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
