import ByteSources
import Foundation
import TestSupport
import Testing
import XMLEvents

/// Documents that were made to trip parsers.
///
/// The W3C's suite may be passed on only as a whole and stays outside the project: it is unpacked
/// where it is present, and otherwise there is nothing to read.
@Suite(
  "The W3C's documents",
  .enabled(
    if: OutsideTools.shared("corpus/w3c/xmlts20130923.zip") != nil
      && OutsideTools.program("python3") != nil,
    "python3 and ../shared/corpus are needed"))
struct ConformanceSuiteTests {
  @Test("each one is refused in words: none is a plan, most have a DOCTYPE, many are broken")
  func all() throws {
    let folder = try TemporaryFolder()
    let (status, output) = try OutsideTools.run(
      #require(OutsideTools.program("python3")),
      [
        "-m", "zipfile", "-e", #require(OutsideTools.shared("corpus/w3c/xmlts20130923.zip")),
        folder.url.path,
      ])
    try #require(status == 0, "\(output)")
    let files = try #require(FileManager.default.enumerator(atPath: folder.url.path))
    var kinds: [XMLFailure.Kind: Int] = [:]
    while let file = files.nextObject() as? String {
      guard file.hasSuffix(".xml") else { continue }
      let outcome = try Recorder.parse(path: folder.path(file))
      guard let failure = outcome.failure else {
        Issue.record("\(file) is read as a plan")
        continue
      }
      #expect(outcome.events.isEmpty, "\(file)")
      #expect(!failure.detail.isEmpty && !failure.nextStep.isEmpty, "\(file)")
      #expect(!failure.detail.contains("\n"), "\(file)")
      kinds[failure.kind, default: 0] += 1
    }
    #expect(kinds[.doctype, default: 0] > 1000)
    #expect(kinds[.notWellFormed, default: 0] > 50)
    #expect(kinds[.unreadable] == nil)
  }
}
