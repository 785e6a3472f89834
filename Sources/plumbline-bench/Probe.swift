import ArgumentParser
import ByteSources
import Foundation

/// Runs one command and tells what it took. A small process of its own for each, because the system
/// hands the peak of memory down from parent to child.
struct Probe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a command; print seconds, processor seconds, peak bytes, exit status.",
    shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough) var command: [String]

  func run() throws {
    guard let usage = ResourceUsage.measure(command) else {
      throw ValidationError("\(command[0]) cannot be started")
    }
    print(usage.seconds, usage.processorSeconds, usage.peakBytes, usage.status)
  }
}

/// What a whole process took.
struct ProcessCost {
  var seconds: Double
  var processorSeconds: Double
  var peakBytes: Int
  var status: Int

  /// Runs a command through `Probe`.
  static func of(_ command: [String]) throws -> ProcessCost {
    let output = try Tools.output(of: [Tools.benchmark, "probe"] + command)
    let fields = output.split(whereSeparator: \.isWhitespace)
    guard fields.count == 4, let seconds = Double(fields[0]), let processor = Double(fields[1]),
      let peak = Int(fields[2]), let status = Int(fields[3])
    else { throw ValidationError("\(command[0]) could not be measured: \(output)") }
    return ProcessCost(
      seconds: seconds, processorSeconds: processor, peakBytes: peak, status: status)
  }
}

/// Where the programs are.
enum Tools {
  /// This program, and the command beside it.
  static let benchmark =
    CommandLine.arguments[0].contains("/")
    ? CommandLine.arguments[0] : find(CommandLine.arguments[0]) ?? CommandLine.arguments[0]
  static let plumbline =
    (benchmark as NSString).deletingLastPathComponent + "/plumbline"

  /// What a program prints.
  static func output(of command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  /// A program on the path; nil where it is not installed.
  static func find(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
