internal import ByteSources
internal import Foundation

/// A program run to its end, as tests run them.
///
/// Not through `Foundation.Process`, which on Linux can miss the end of a child and then waits for
/// ever; the child's outputs go to files, so that nothing waits for a pipe either.
package struct ChildProcess {
  /// The exit status; 128 and the number of the signal for a process that one ended.
  package var status: Int32
  package var output: String
  package var errors: String

  /// - Parameters:
  ///   - program: its path.
  ///   - folder: where it runs; nil for where the tests do.
  ///   - environment: all of its environment; nil for that of the tests.
  package init(
    running program: String, _ arguments: [String], in folder: String? = nil,
    environment: [String: String]? = nil
  ) throws {
    let scratch = try TemporaryFolder()
    let files = ["output", "errors"].map { scratch.url.appendingPathComponent($0) }
    var words = [program] + arguments
    if let environment {
      words = ["/usr/bin/env", "-i"] + environment.map { "\($0.key)=\($0.value)" }.sorted() + words
    }
    let script = """
      cd "$1" || exit 126
      output=$2 errors=$3
      shift 3
      exec "$@" >"$output" 2>"$errors" </dev/null
      """
    let usage = ResourceUsage.measure(
      ["/bin/sh", "-c", script, "sh", folder ?? "."] + files.map(\.path) + words)
    status = Int32(usage?.status ?? 127)
    output = String(decoding: try Data(contentsOf: files[0]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
  }

  /// Starts a line of shell and does not wait for it.
  package static func start(_ line: String) {
    _ = ResourceUsage.measure(["/bin/sh", "-c", "{ \(line); } &"])
  }
}
