internal import ArgumentParser
internal import PlumblineKit

/// What does the new revision change?
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares two revisions: cables, devices, and what that does to capacity.",
    discussion: """
      plumbline diff old.xml new.xml
      plumbline diff plans-r41/ plans-r42/ --no-impact --max 0
      plumbline diff old.xml new.xml --format json -o changes.json

      Marks: + added, - removed, ~ moved, . relabelled, x changed, = another name or device.
      Exit status: 0 no difference, 1 differences, 2 an input or output failed.
      """)

  @Argument(help: "The old revision: a file or folder; - is standard input.", completion: .file())
  var old: String

  @Argument(help: "The new revision: a file or folder; - is standard input.", completion: .file())
  var new: String

  @Option(
    help: ArgumentHelp("The dialect of the inputs, instead of recognising it.", valueName: "name"))
  var from: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Pieces of work; one for each core if not given.", valueName: "n"))
  var threads: Int?

  @Flag(help: "Leave out capacity before and after.")
  var noImpact = false

  @OptionGroup var comparison: ComparisonOptions
  @OptionGroup var reporting: ReportingOptions
  @OptionGroup var list: ListOptions

  func validate() throws {
    try comparison.validate(inputs: [old, new])
    try InputOptions.validate([old, new], from: from)
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 on") }
    try reporting.validate(formats: Comparison.formats.map(\.name))
  }

  func run() throws {
    try reporting.checkOutput(inputs: [old, new] + [comparison.names].compactMap { $0 })
    var request = Comparison.Request(old: old, new: new)
    request.dialect = from
    request.names = comparison.names
    request.threads = threads
    request.measuresImpact = !noImpact
    let outcome = try Comparison.run(request)
    try reporting.write(outcome.report(named: reporting.format, reporting.style(rows: list.max)))
    throw ExitCode(outcome.exitStatus)
  }
}
