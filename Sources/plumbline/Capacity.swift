internal import ArgumentParser
internal import PlumblineKit

/// What can the fabric carry?
struct Capacity: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bisection and oversubscription, tier by tier.",
    discussion: """
      plumbline capacity plan.xml
      plumbline capacity plan.xml --effort high --format json
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var reporting: ReportingOptions
  @OptionGroup var list: ListOptions

  @Option(
    help: ArgumentHelp(
      "Exit with 1 where the capacity falls short of the plan's intent from this severity on.",
      valueName: "severity"))
  var failOn = Verification.Threshold.error

  func validate() throws {
    try reporting.validate(formats: Verification.formats(.capacity).map(\.name))
  }

  func run() throws {
    try reporting.checkOutput(inputs: input.plan)
    let outcome = try Verification.run(input.request(.capacity))
    let style = reporting.style(rows: list.max)
    try reporting.write(outcome.report(named: reporting.format, style))
    if let rule = outcome.firstRule { reporting.suggest("plumbline explain \(rule)") }
    throw ExitCode(outcome.exitStatus(failOn: failOn))
  }
}
