internal import ArgumentParser
internal import PlumblineKit

/// Is it wired as planned, and does it carry what it should?
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a plan, alone or against what was seen on the floor.",
    discussion: """
      plumbline verify plan.xml
      plumbline verify plan.xml --observed snapshot.xml
      plumbline verify plan.xml --observed ibnetdiscover.txt --names guids.txt
      plumbline verify plans/ --select MW,BW --fail-on warning
      plumbline verify plan.xml --format json -o report.json
      plumbline verify plan.xml --bom materials.csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var observed: ObservedOptions
  @OptionGroup var comparison: ComparisonOptions
  @OptionGroup var reporting: ReportingOptions
  @OptionGroup var list: ListOptions

  @Option(
    help: ArgumentHelp(
      "Only rules whose code begins so, or of this name; comma-separated.", valueName: "codes"))
  var select: [String] = []

  @Option(
    help: ArgumentHelp(
      "No rules whose code begins so, or of this name; comma-separated.", valueName: "codes"))
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Exit with 1 from this severity on: error, warning, note; loss for harm to capacity, reach "
        + "or redundancy; never.", valueName: "severity"))
  var failOn = Verification.Threshold.error

  @Option(
    help: ArgumentHelp(
      "Where the bill of materials goes: cables and transceivers by place, as CSV.",
      valueName: "file"),
    completion: .file())
  var bom: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The share of planned ends that must have been looked at, 0 to 1 (default: 0.5).",
      valueName: "share"))
  var coverage: Double?

  func validate() throws {
    try comparison.validate(inputs: input.plan + observed.observed)
    if observed.observed.isEmpty && (comparison.names != nil || coverage != nil) {
      throw ValidationError("--names and --coverage are for --observed FILE")
    }
    if let coverage, !(0...1).contains(coverage) {
      throw ValidationError("--coverage takes a share from 0 to 1")
    }
    try reporting.validate(
      formats: Verification.formats(.everything).map(\.name), writing: [bom])
    if bom == "" { throw ValidationError("--bom takes the path of a file") }
    let output = reporting.output
    if let bom, bom == output || Output.isStandard(bom) && Output.isStandard(output) {
      throw ValidationError("the report and the bill of materials cannot go to the same place")
    }
    for (option, codes) in [("--select", codes(select)), ("--ignore", codes(ignore))] {
      if let problem = RuleBook.problem(withSelection: codes) {
        throw ValidationError("\(option): \(problem)")
      }
    }
    if RuleBook.isEmpty(select: codes(select), ignore: codes(ignore)) {
      throw ValidationError("--select and --ignore leave no rule to check")
    }
  }

  func run() throws {
    let inputs = input.plan + observed.observed + [comparison.names].compactMap { $0 }
    try reporting.checkOutput(inputs: inputs)
    try Output.check(bom, force: reporting.force, inputs: inputs)
    var request = input.request(.everything)
    request.select = codes(select)
    request.ignore = codes(ignore)
    request.observed = observed.observed
    request.names = comparison.names
    request.coverage = coverage
    request.countsMaterials = bom != nil
    let outcome = try Verification.run(request)
    let style = reporting.style(rows: list.max)
    var results = [
      (bytes: try outcome.report(named: reporting.format, style), path: reporting.output)
    ]
    if let bom { results.append((outcome.materials, bom)) }
    try Output.write(results, force: reporting.force)
    if let rule = outcome.firstRule { reporting.suggest("plumbline explain \(rule)") }
    throw ExitCode(outcome.exitStatus(failOn: failOn))
  }

  private func codes(_ lists: [String]) -> [String] {
    lists.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
