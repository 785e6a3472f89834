internal import ArgumentParser
internal import PlumblineKit

/// Where the result goes, and what it looks like.
struct ReportingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The form of the report: text or json.", valueName: "name"))
  var format = "text"

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The file to write, whole or not at all.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace the file of -o if it exists.")
  var force = false

  @Option(help: "Colours: auto, always or never.")
  var color = ReportStyle.Coloring.auto

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    if output == "" { throw ValidationError("-o takes the path of a file") }
  }

  /// What is wrong with these options for a verb with these formats.
  ///
  /// - Parameter more: other files that the verb writes.
  func validate(formats: [String], writing more: [String?] = []) throws {
    if force && ([output] + more).allSatisfy({ Output.isStandard($0) }) {
      throw ValidationError("--force is for -o FILE")
    }
    try Usage.check(format, as: "format", among: formats)
    if format != "text" && color == .always {
      throw ValidationError("--color always is for --format text")
    }
  }

  func style(rows: Int? = nil) -> ReportStyle {
    ReportStyle(rows: rows, coloring: color, path: output)
  }

  /// Asked before the work, because nobody wants to hear it afterwards.
  func checkOutput(inputs: [String]) throws {
    try Output.check(output, force: force, inputs: inputs)
  }

  func write(_ report: [UInt8]) throws {
    try Output.write(report, to: output, force: force)
  }

  /// Writes a line that suggests what to run now.
  func suggest(_ command: String) {
    if !quiet { Output.tell("next: \(command)") }
  }
}

/// How much of a list text shows.
struct ListOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rows that text lists, 0 for all (default: \(ReportStyle.usualRows)).", valueName: "n"))
  var max: Int?

  func validate() throws {
    if let max, max < 0 { throw ValidationError("--max takes a number from 0 on, 0 for all") }
  }
}
