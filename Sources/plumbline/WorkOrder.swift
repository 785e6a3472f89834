internal import ArgumentParser
internal import PlumblineKit

/// What does a technician do, in which order?
struct WorkOrder: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workorder",
    abstract: "The steps that turn what is there into what is planned, rack by rack.",
    discussion: """
      plumbline workorder plan.xml --observed seen.xml            from what is there
      plumbline workorder --old plan.r1.xml --new plan.r2.xml     from one revision to the next
      plumbline workorder --new plan.xml --format csv -o build.csv    the first build

      Every order is played on the wiring that is there before it is printed: it has to end in the \
      plan. Exit status 1, without steps, where two fabrics do not belong together or observations \
      contradict each other.
      """)

  @Argument(
    help: "Files or folders that make up the plan; - is standard input.",
    completion: .file())
  var plan: [String] = []

  @OptionGroup var seen: ObservedOptions

  @Option(
    help: ArgumentHelp(
      "The revision of the plan that is built; may be repeated.", valueName: "file"),
    completion: .file())
  var old: [String] = []

  @Option(
    help: ArgumentHelp(
      "The revision to build; may be repeated. Without --old, all of it is new.",
      valueName: "file"),
    completion: .file())
  var new: [String] = []

  @Option(
    help: ArgumentHelp(
      "Work on a part of the site only: \(Ordering.Scope.kinds.joined(separator: ", ")) = name.",
      valueName: "kind=name"))
  var scope: String?

  @Option(
    help: ArgumentHelp("The dialect of the plans, instead of recognising it.", valueName: "name"))
  var from: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Pieces of work; one for each core if not given.", valueName: "n"))
  var threads: Int?

  @OptionGroup var comparison: ComparisonOptions
  @OptionGroup var reporting: ReportingOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps that text lists, 0 for all (default: \(Ordering.usualRows)).", valueName: "n"))
  var max: Int?

  private var inputs: [String] { plan + seen.observed + old + new }

  func validate() throws {
    let isObserved = !plan.isEmpty || !seen.observed.isEmpty
    if isObserved && !(old.isEmpty && new.isEmpty) {
      throw ValidationError("give a plan with --observed, or --new with or without --old")
    }
    if isObserved {
      if seen.observed.isEmpty {
        throw ValidationError(
          "give --observed FILE with what is there; --new PLAN is for the first build")
      }
      if plan.isEmpty { throw ValidationError("give the plan that --observed is compared with") }
    } else if new.isEmpty {
      throw ValidationError("give PLAN with --observed FILE, or --new FILE")
    }
    try comparison.validate(inputs: inputs)
    if let scope, Ordering.Scope(scope) == nil {
      let kinds = Ordering.Scope.kinds.joined(separator: ", ")
      throw ValidationError("--scope takes KIND=NAME, with one of \(kinds)")
    }
    if let from { try Usage.check(from, as: "dialect", among: Catalogs.dialects) }
    if let max, max < 0 { throw ValidationError("--max takes a number from 0 on, 0 for all") }
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 on") }
    try reporting.validate(formats: Ordering.formats.map(\.name))
  }

  func run() throws {
    try reporting.checkOutput(inputs: inputs + [comparison.names].compactMap { $0 })
    var request =
      plan.isEmpty
      ? Ordering.Request(desired: new, current: old.isEmpty ? .nothing : .revision(old))
      : Ordering.Request(desired: plan, current: .observed(seen.observed))
    request.names = comparison.names
    request.dialect = from
    request.scope = scope.flatMap { Ordering.Scope($0) }
    request.threads = threads
    let outcome = try Ordering.run(request)
    try reporting.write(
      outcome.report(named: reporting.format, reporting.style(rows: max ?? Ordering.usualRows)))
    tell(outcome)
    throw ExitCode(outcome.exitStatus)
  }

  private func tell(_ outcome: Ordering.Outcome) {
    guard !reporting.quiet else { return }
    // In the other forms nobody reads them first.
    if reporting.format != "text" {
      for problem in outcome.problems { Output.tell("plumbline: \(problem)") }
    }
    if outcome.oddities > 0 {
      tellOddities(outcome)
    } else if outcome.hasSteps && reporting.format == "text" {
      reporting.suggest(
        "add --format csv -o order.csv for a spreadsheet, --format json for tickets")
    }
  }

  /// They may be on either side: what shows them reads both.
  private func tellOddities(_ outcome: Ordering.Outcome) {
    let count = outcome.oddities
    let files = outcome.oddFiles.joined(separator: ", ")
    Output.tell(
      "\(count) \(count == 1 ? "thing" : "things") in \(files.isEmpty ? "the inputs" : files) "
        + "\(count == 1 ? "is" : "are") not as \(count == 1 ? "it" : "they") should be")
    let words = { (paths: [String]) in paths.map(Shell.quoted).joined(separator: " ") }
    guard plan.isEmpty else {
      let seen = seen.observed.map { " --observed " + Shell.quoted($0) }.joined()
      return reporting.suggest("plumbline verify \(words(plan))\(seen)")
    }
    reporting.suggest(
      "plumbline verify \(words(outcome.oddFiles.isEmpty ? new : outcome.oddFiles))")
  }
}
