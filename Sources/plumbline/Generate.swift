internal import ArgumentParser
internal import PlumblineKit

/// Makes a plan from a design.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the plan of a design, with faults planted on demand.",
    discussion: """
      plumbline generate fat-tree k=8 -o plan.xml
      plumbline generate design.yaml --fault swap=5,missing=5 --truth truth.json

      \(Catalogs.generation)
      """)

  @Argument(help: "The name of a design, or the path of a design file.", completion: .file())
  var design: String

  @Argument(help: ArgumentHelp("Parameters of the design.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where the faults fall; the same seed, the same plan.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("Faults to plant: KIND=N, comma-separated.", valueName: "kind=n"))
  var fault: [String] = []

  @Option(
    help: ArgumentHelp("Where the list of planted faults goes.", valueName: "file"),
    completion: .file())
  var truth: String?

  @Option(help: ArgumentHelp("The dialect to write.", valueName: "name"))
  var dialect: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The file to write, whole or not at all.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace files that exist.")
  var force = false

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    if design.isEmpty { throw ValidationError("the name of the design is empty") }
    for text in parameters where Generation.Assignment(text) == nil {
      throw ValidationError("'\(text)' is no parameter: write name=value")
    }
    for text in fault where Generation.Fault.list(text) == nil {
      throw ValidationError("'\(text)' is no list of faults: write swap=5,missing=5")
    }
    if output == "" || truth == "" { throw ValidationError("a file's path is empty") }
    if let truth, truth == output || Output.isStandard(truth) && Output.isStandard(output) {
      throw ValidationError("the plan and the truth cannot go to the same place")
    }
    if force && Output.isStandard(output) && Output.isStandard(truth) {
      throw ValidationError("--force is for -o FILE")
    }
    if let dialect { try Usage.check(dialect, as: "dialect", among: Catalogs.dialects) }
    if !design.contains("/") && !design.contains(".") {
      try Usage.check(design, as: "design", among: Catalogs.designs)
    }
  }

  func run() throws {
    let inputs = Generation.isFile(design) ? [design] : []
    try Output.check(output, force: force, inputs: inputs)
    try Output.check(truth, force: force, inputs: inputs)
    var request = Generation.Request(design: design)
    request.overrides = parameters.compactMap { Generation.Assignment($0) }
    request.seed = seed
    request.faults = fault.compactMap { Generation.Fault.list($0) }.flatMap(\.self)
    request.truth = truth
    request.dialect = dialect
    request.output = output
    request.force = force
    let outcome = try Generation.run(request)
    guard !quiet else { return }
    Output.tell(outcome.summary)
    if let output, !Output.isStandard(output) {
      Output.tell("next: plumbline verify \(Shell.quoted(output))")
    }
  }
}
