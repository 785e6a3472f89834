package import Foundation

/// Things beside the package that some tests use where they are present.
package enum OutsideTools {
  /// The folder that the package lies in.
  package static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file of the folder `shared` that may lie beside the package, or nil where it is absent.
  package static func shared(_ path: String) -> String? {
    let file = package.deletingLastPathComponent().appendingPathComponent("shared")
      .appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }

  /// The path of a program, or nil where it is not installed.
  package static func program(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program to its end: its status and what it said on both outputs.
  package static func run(
    _ program: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String) {
    let child = try ChildProcess(running: program, arguments)
    return (child.status, child.output + child.errors)
  }
}
