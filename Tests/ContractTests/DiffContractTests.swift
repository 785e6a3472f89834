import Foundation
import PlumblineKit
import Reports
import TestSupport
import Testing

/// Pairs of revisions, and what is said of them.
@Suite struct DiffContractTests {
  private static let folder = "topologies/diff"

  private func pairs() throws -> [String] {
    let files = try SourceTree.files(Self.folder, extension: "xml")
    let names = Set(files.map { $0.replacing(#/\.(before|after)\.xml$/#, with: "") }).sorted()
    #expect(files.count == 2 * names.count)
    return names
  }

  private func compare(_ pair: String, isMirrored: Bool = false) throws -> Comparison.Outcome {
    let paths = ["before", "after"].map {
      SourceTree.root.appendingPathComponent("\(pair).\($0).xml").path
    }
    return try Comparison.run(
      Comparison.Request(old: paths[isMirrored ? 1 : 0], new: paths[isMirrored ? 0 : 1]))
  }

  private func counts(_ outcome: Comparison.Outcome) throws -> [[String: Int]] {
    let bytes = DiffJSON.render(outcome.result, ReportOptions())
    let object = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    return try ["cables", "devices"].map { try #require(object[$0] as? [String: Int]) }
  }

  @Test("the table of plans lists every pair with the counts that it has")
  func table() throws {
    let row = #/\| `(diff/[\w-]+)` \| .* \| ([\w, ]+) \| ([\w, ]+) \|/#
    let rows = try SourceTree.text("topologies/README.md").matches(of: row).map(\.output)
    #expect(try rows.map { "topologies/\($0.1)" } == pairs())
    for (_, name, cables, devices) in rows {
      let found = try counts(compare("topologies/\(name)"))
      let expected = [cables, devices].map { text in
        Dictionary(
          uniqueKeysWithValues: text.split(separator: ", ").compactMap { part in
            let words = part.split(separator: " ")
            return words.count == 2 ? Int(words[0]).map { (String(words[1]), $0) } : nil
          })
      }
      for (counts, stated) in zip(found, expected) {
        let kinds = counts.filter {
          $0.value > 0 && !["unchanged", "before", "after"].contains($0.key)
        }
        #expect(kinds == stated, "\(name)")
      }
    }
  }

  @Test("text says of each pair what stands beside it")
  func golden() throws {
    for pair in try pairs() {
      let text = DiffText.render(try compare(pair).result, ReportOptions())
      #expect(
        String(decoding: text, as: UTF8.self) == (try? SourceTree.text("\(pair).txt")), "\(pair)")
    }
  }

  @Test("the way back adds what was removed and counts all else alike")
  func mirrored() throws {
    for pair in try pairs() {
      let (there, back) = try (counts(compare(pair)), counts(compare(pair, isMirrored: true)))
      for (a, b) in zip(there, back) {
        var turned = b
        (turned["added"], turned["removed"]) = (b["removed"], b["added"])
        (turned["before"], turned["after"]) = (b["after"], b["before"])
        #expect(a == turned, "\(pair)")
      }
    }
  }

  @Test("every report renders every pair in the same bytes each time")
  func reports() throws {
    for pair in try pairs() {
      let result = try compare(pair).result
      for report in DiffCatalog.all {
        let bytes = report.render(result, ReportOptions())
        #expect(!bytes.isEmpty && bytes == report.render(result, ReportOptions()))
      }
    }
  }
}
