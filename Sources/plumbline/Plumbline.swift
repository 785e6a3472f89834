internal import ArgumentParser
internal import PlumblineKit

/// The command. Every verb is a file of its own; the way out is the same for all.
@main struct Plumbline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumbline",
    abstract: "Verifies the cabling of interconnect fabrics, before and after they are racked.",
    discussion: """
      plumbline verify plan.xml                     faults, capacity, verdict
      plumbline capacity plan.xml --format json     the numbers alone
      plumbline diff old.xml new.xml                what a revision changes
      plumbline generate fat-tree k=8 -o plan.xml   a plan to try it on
      plumbline workorder plan.xml --observed x     what to touch, in the order to touch it
      plumbline convert plan.xml --dialect NAME     the plan in another dialect
      plumbline explain MW203                       what a code means

      Results go to standard output, everything else to standard error.
      Exit status: 0 done, 1 findings at or above --fail-on, or differences, 2 an input or output \
      failed, 64 wrong usage.
      """,
    version: About.version,
    subcommands: [
      Verify.self, Capacity.self, Diff.self, WorkOrder.self, Generate.self, Convert.self,
      Explain.self,
      Dialects.self, Designs.self,
    ])

  /// What stands before the message of a wrong usage, as before every other message.
  static var _errorLabel: String { "plumbline" }

  static func main() {
    Output.prepare()
    do {
      try checkVerb()
      var command = try parseAsRoot()
      try command.run()
    } catch {
      leave(error)
    }
  }

  /// The parser calls a misspelt verb an unexpected argument.
  private static func checkVerb() throws {
    guard let verb = CommandLine.arguments.dropFirst().first, !verb.hasPrefix("-") else { return }
    let verbs = configuration.subcommands.map { $0._commandName } + ["help"]
    try Usage.check(verb, as: "verb", among: verbs)
  }

  /// The one place where an error becomes an exit status.
  ///
  /// The parser's own way out ends with 1 for an error that it does not know, which would read as
  /// "findings"; and it prints without looking whether the text arrived.
  private static func leave(_ error: any Error) -> Never {
    if let failure = error as? Failure { leave(failure) }
    if let status = error as? ExitCode { exit(withError: status) }
    let status = exitCode(for: error)
    let text = fullMessage(for: error)
    if status == .success {
      do {
        try Output.write(Array((text + "\n").utf8), to: nil, force: false)
      } catch {
        leave(error)
      }
    } else if status == .validationFailure {
      Output.tellPage(text)
    } else {
      leave(Failure(message: text, nextStep: "please report this message"))
    }
    exit(withError: status)
  }

  private static func leave(_ failure: Failure) -> Never {
    Output.tell("plumbline: \(failure.message)")
    if !failure.nextStep.isEmpty { Output.tell("next: \(failure.nextStep)") }
    exit(withError: failure.isWrongUsage ? .validationFailure : ExitCode(2))
  }
}
