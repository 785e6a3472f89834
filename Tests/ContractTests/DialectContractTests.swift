import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

/// One fabric in every dialect, and what a dialect promises to say.
///
/// Files that begin with the same word are one fabric: `small` has ports with names and breakout cables,
/// which not every dialect can tell apart; `numbered` has neither.
@Suite struct DialectContractTests {
  private typealias Sample = (path: String, dialect: any Dialect.Type, fabric: Fabric)

  private func samples() throws -> [Sample] {
    let paths = try ["xml", "txt", "net"].flatMap {
      try SourceTree.files("topologies/dialects", extension: $0)
    }
    return try paths.map { path in
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
    for (first, second) in try neighbours() {
      #expect(FabricFacts.devices(first.fabric) == FabricFacts.devices(second.fabric))
      #expect(FabricFacts.ends(first.fabric) == FabricFacts.ends(second.fabric))
      for word in first.dialect.vocabulary.intersection(second.dialect.vocabulary) {
        #expect(
          FabricFacts.facts(word, first.fabric) == FabricFacts.facts(word, second.fabric),
          "\(word) in \(first.path) and \(second.path)")
      }
    }
  }

  /// Pairs of files of one fabric.
  private func neighbours() throws -> [(Sample, Sample)] {
    let fabrics = Dictionary(grouping: try samples()) { sample in
      sample.path.split(separator: "/").last?.prefix { $0 != "." } ?? ""
    }
    #expect(fabrics.keys.sorted() == ["numbered", "small"])
    return fabrics.values.flatMap { Array(zip($0, $0.dropFirst())) }
  }

  @Test("the files of a dialect say all its words but a few, and no other")
  func vocabulary() throws {
    let samples = try samples()
    for dialect in DialectCatalog.all {
      let files = samples.filter { $0.dialect.name == dialect.name }
      for word in Vocabulary.allCases
      where ![.panels, .network, .portSpeeds, .model, .serial].contains(word) {
        // What a program sees of a switch, beside its ports, no plan is written from.
        if word == .radix && dialect.role == .observation { continue }
        if word == .radix && dialect.name == IBSimNet.name { continue }
        let isSaid = files.contains { word.count(in: $0.fabric) > 0 }
        #expect(isSaid == dialect.vocabulary.contains(word), "\(word) in \(dialect.name)")
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
      // Links through panels are other links where nobody knows of panels, and ports without a name
      // or a leg other ports.
      let targets = DialectCatalog.writable.filter { target in
        (target.vocabulary.contains(.panels) || !fabric.devices.kind.contains(.panel))
          && [Vocabulary.printedNames, .legs].allSatisfy {
            target.vocabulary.contains($0) || $0.count(in: fabric) == 0
          }
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
