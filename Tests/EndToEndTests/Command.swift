import Foundation
import TestSupport

/// The built command, run as a shell would run it.
struct Command {
  var status: Int32
  var output: String
  var errors: String

  /// Beside the test bundle, wherever the build put both.
  private static let path: String = {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = (tests ?? CommandLine.arguments[0]) as NSString
    return (folder.deletingLastPathComponent as NSString).appendingPathComponent("plumbline")
  }()

  /// Runs `plumbline ARGUMENTS` in a folder.
  static func run(
    _ arguments: String..., in scratch: Scratch, environment: [String: String] = [:]
  ) throws -> Command {
    try run(path, arguments, scratch, environment)
  }

  /// Runs a line of shell in which `plumbline` is the command.
  static func shell(_ line: String, in scratch: Scratch) throws -> Command {
    let function = "plumbline() { '\(path)' \"$@\"; }; "
    return try run("/bin/bash", ["-c", function + line], scratch, [:])
  }

  private static func run(
    _ executable: String, _ arguments: [String], _ scratch: Scratch,
    _ environment: [String: String]
  ) throws -> Command {
    let child = try ChildProcess(
      running: executable, arguments, in: scratch.folder.path,
      environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"].merging(environment) { $1 })
    return Command(status: child.status, output: child.output, errors: child.errors)
  }
}
