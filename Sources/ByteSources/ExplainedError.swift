/// A failure that a reader can act on: what happened, and what to do about it.
///
/// Whoever reads a message at three in the morning has no stack trace and no source. Every error
/// that may reach the command's standard error therefore carries its own next step.
package protocol ExplainedError: Error {
  /// Subject, what was seen, what was expected; lower case, no full stop. Starts with the file and
  /// line where there is one.
  var message: String { get }
  /// What to do next, as an order to a hand; empty where nothing helps.
  var nextStep: String { get }
  /// Whether the mistake is on the command line and not in a file.
  var isWrongUsage: Bool { get }
}

extension ExplainedError {
  package var isWrongUsage: Bool { false }
}
