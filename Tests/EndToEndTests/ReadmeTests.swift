import Foundation
import Testing

/// What the README promises is run here, word for word.
@Suite("the README's blocks")
struct ReadmeTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let text =
    (try? String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  /// A command line with the output that stands below it.
  struct Block: Sendable, CustomTestStringConvertible {
    var command: String
    var output: String
    var testDescription: String { command }
  }

  /// Every line that begins with `$ plumbline` inside a block of type `console`.
  static let blocks: [Block] = {
    var blocks: [Block] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```console" {
        isInside = true
      } else if line.hasPrefix("```") {
        isInside = false
      } else if isInside, line.hasPrefix("$ ") {
        blocks.append(Block(command: String(line.dropFirst(2)), output: ""))
      } else if isInside, !blocks.isEmpty {
        blocks[blocks.count - 1].output += line + "\n"
      }
    }
    return blocks.filter { $0.command.hasPrefix("plumbline ") }
  }()

  @Test("there are blocks to run") func blocksExist() { #expect(Self.blocks.count >= 3) }

  @Test("a command prints what the README shows", arguments: blocks)
  func runs(_ block: Block) throws {
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(
      at: scratch.folder.appendingPathComponent("topologies"),
      withDestinationURL: Self.root.appendingPathComponent("topologies"))
    let run = try Command.shell(block.command, in: scratch)
    #expect(run.status == 0 || run.status == 1, "\(run.errors)")
    #expect(run.output == block.output)
  }

  @Test("the first command runs the main job on a plan that is there")
  func mainJob() throws {
    let line = try #require(Self.installLines.first { $0.contains("swift run") })
    #expect(line.contains("libxml2-dev") && line.contains("pkg-config"))
    let plan = try #require(line.split(separator: " ").last.map(String.init))
    #expect(FileManager.default.fileExists(atPath: Self.root.appendingPathComponent(plan).path))
    let scratch = try Scratch()
    let run = try Command.run(
      "verify", Self.root.appendingPathComponent(plan).path, in: scratch)
    #expect(run.status == 0 && run.output.contains("as planned"))
  }

  @Test("CI runs exactly the README's test command")
  func testCommand() throws {
    let line = try #require(Self.installLines.first { $0.contains("swift test") })
    #expect(line.contains("libxml2-dev") && line.contains("pkg-config"))
    let script = try String(
      contentsOf: Self.root.appendingPathComponent(".ci/run"), encoding: .utf8)
    #expect(script.split(separator: "\n").contains { $0 == line })
  }

  /// The lines of `sh` blocks.
  private static var installLines: [Substring] {
    var isInside = false
    return text.split(separator: "\n").filter { line in
      if line.hasPrefix("```") {
        isInside = line == "```sh"
        return false
      }
      return isInside
    }
  }
}
