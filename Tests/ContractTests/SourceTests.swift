import Foundation
import TestSupport
import Testing

/// What may stand in a file, and how much of it.
@Suite struct SourceTests {
  private let sources: [String]

  init() throws { sources = try SourceTree.files("Sources", extension: "swift") }

  /// Lines of a file without comments and without the texts of one-line string literals.
  private func code(_ path: String) throws -> [Substring] {
    try SourceTree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        let bare = line.replacing(#/"(?:[^"\\]|\\.)*"/#, with: "\"\"")
        return Substring(bare.split(separator: "//", omittingEmptySubsequences: false)[0])
      }
  }

  @Test("unsafe stands only where bytes and threads are handled")
  func unsafe() throws {
    let allowed = [
      "Sources/ParallelLoops/", "Sources/XMLEvents/", "Sources/ByteSources/",
      "Sources/FabricModel/NameTable.swift", "Sources/GraphEngine/Kernels/",
    ]
    for path in sources where !allowed.contains(where: { path.hasPrefix($0) }) {
      for line in try code(path) {
        #expect(!line.contains(#/\bunsafe\b|\bUnsafe\w*Pointer/#), "\(path): \(line)")
      }
    }
  }

  @Test("only the command and the benchmark print")
  func print() throws {
    for path in sources where !path.hasPrefix("Sources/plumbline") {
      for line in try code(path) {
        #expect(!line.contains(#/(?:^|[^.\w])(?:print|debugPrint|dump)\(/#), "\(path): \(line)")
      }
    }
  }

  @Test("no file is longer than 400 lines")
  func length() throws {
    let all = try sources + SourceTree.files("Tests", extension: "swift") + ["Package.swift"]
    #expect(all.count > 100)
    for path in all {
      let lines = try SourceTree.text(path).split(
        separator: "\n", omittingEmptySubsequences: false
      ).count
      #expect(lines <= 401, "\(path)")
    }
  }

  @Test("no source tells where it was written")
  func machinePaths() throws {
    for path in try sources + SourceTree.files("Tests", extension: "swift") {
      for line in try SourceTree.text(path).split(separator: "\n") {
        #expect(!line.contains(#/(?:\/home|\/root|\/tmp|\/work|\/Users)\/\w/#), "\(path): \(line)")
      }
    }
  }

  @Test("build products and resolved versions stay out of the repository")
  func ignored() throws {
    let ignored = try SourceTree.text(".gitignore").split(separator: "\n").map(String.init)
    #expect(ignored.contains("Package.resolved"))
    #expect(ignored.contains { $0.hasPrefix(".build") })
  }

  @Test("no file is larger than 1 MB")
  func size() throws {
    let walk = try #require(FileManager.default.enumerator(atPath: SourceTree.root.path))
    for case let path as String in walk {
      if path.hasPrefix(".build") || path.hasPrefix(".git/") || path == ".git" {
        walk.skipDescendants()
        continue
      }
      let url = SourceTree.root.appendingPathComponent(path)
      let values = try url.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
      guard values.isRegularFile == true else { continue }
      #expect(values.fileSize ?? 0 <= 1_000_000, "\(path)")
    }
  }
}
