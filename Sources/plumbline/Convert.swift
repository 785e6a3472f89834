internal import ArgumentParser
internal import PlumblineKit

/// The same plan in another dialect.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a plan in another dialect, and names what that cannot say.",
    discussion: """
      plumbline convert plan.xml --dialect fastfabric -o topology.xml
      plumbline convert plans/ --dialect plumbline > plan.xml

      Dialects: \(Catalogs.writableDialects.joined(separator: ", ")); `plumbline dialects` tells \
      what each can say.
      """)

  @Argument(
    help: "Files or folders that make up the plan; - is standard input.",
    completion: .file())
  var plan: [String]

  @Option(help: ArgumentHelp("The dialect to write.", valueName: "name"))
  var dialect: String

  @Option(
    help: ArgumentHelp("The dialect of the inputs, instead of recognising it.", valueName: "name"))
  var from: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The file to write, whole or not at all.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace the file of -o if it exists.")
  var force = false

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    try InputOptions.validate(plan, from: from)
    if output == "" { throw ValidationError("-o takes the path of a file") }
    if force && Output.isStandard(output) { throw ValidationError("--force is for -o FILE") }
    try Usage.check(dialect, as: "dialect", among: Catalogs.writableDialects)
  }

  func run() throws {
    try Output.check(output, force: force, inputs: plan)
    var request = Conversion.Request(plans: plan, dialect: dialect)
    request.from = from
    request.output = output
    request.force = force
    let outcome = try Conversion.run(request)
    if !quiet { tell(outcome) }
  }

  private func tell(_ outcome: Conversion.Outcome) {
    let width = outcome.losses.map { String($0.count).count }.max() ?? 0
    if !outcome.losses.isEmpty { Output.tell("\(dialect) has no words for:") }
    for loss in outcome.losses {
      let count = String(loss.count)
      let padding = String(repeating: " ", count: 2 + width - count.count)
      Output.tell("\(padding)\(count)  \(loss.what)")
    }
    if outcome.oddities > 0 {
      Output.tell(
        "\(outcome.oddities) things in the plan are not as they should be",
        "next: plumbline verify \(plan.map(Shell.quoted).joined(separator: " "))")
    }
  }
}
