public import ArgumentParser
public import PlumblineKit

extension Verification.Effort: ExpressibleByArgument {}
extension Verification.Threshold: ExpressibleByArgument {}
extension ReportStyle.Coloring: ExpressibleByArgument {}

/// What is read, and how hard it is looked at.
struct InputOptions: ParsableArguments {
  @Argument(
    help: "Files or folders that make up the plan; - is standard input.",
    completion: .file())
  var plan: [String]

  @Option(
    help: ArgumentHelp("The dialect of the inputs, instead of recognising it.", valueName: "name"))
  var from: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Pieces of work; one for each core if not given.", valueName: "n"))
  var threads: Int?

  @Option(help: "Time for the bisection's interval: quick, normal or high.")
  var effort = Verification.Effort.normal

  func validate() throws {
    try Self.validate(plan, from: from)
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 on") }
  }

  /// What is wrong with a list of inputs.
  static func validate(_ plan: [String], from: String?) throws {
    if plan.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can only be read once: give - once")
    }
    if plan.contains("") { throw ValidationError("a plan's path is empty") }
    if let from { try Usage.check(from, as: "dialect", among: Catalogs.dialects) }
  }

  /// The request that these options amount to.
  func request(_ parts: Verification.Parts) -> Verification.Request {
    var request = Verification.Request(plans: plan)
    request.parts = parts
    request.dialect = from
    request.threads = threads
    request.effort = effort
    return request
  }
}

/// Usage that the parser cannot know.
enum Usage {
  /// - Throws: a usage error with the nearest known name; nothing where no name is known.
  static func check(_ name: String, as kind: String, among known: [String]) throws {
    guard !known.isEmpty, !known.contains(name) else { return }
    let suggestion = RuleBook.suggestion(for: name, in: known)
    throw ValidationError(
      "there is no \(kind) '\(name)'\(suggestion) (\(known.joined(separator: ", ")))")
  }
}
