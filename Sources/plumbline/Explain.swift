internal import ArgumentParser
internal import PlumblineKit

/// What a code means, and what to do about it.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A rule's page; without a code, the table of all rules.",
    discussion: """
      plumbline explain
      plumbline explain MW203
      plumbline explain swapped-pair
      """)

  @Argument(help: "A rule's code or name.")
  var code: String?

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    try reporting.validate(formats: ["text", "json"])
    if let code, let problem = RuleBook.problem(with: code) { throw ValidationError(problem) }
  }

  func run() throws {
    let style = reporting.style()
    let text =
      if reporting.format == "json" {
        RuleBook.json(of: code)
      } else if let code {
        RuleBook.page(of: code, style)
      } else {
        RuleBook.table(style)
      }
    try reporting.write(text ?? [])
  }
}
