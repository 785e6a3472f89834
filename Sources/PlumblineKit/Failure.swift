internal import ByteSources

/// Why there is no result: what happened, and what to do next. The only error of this library.
public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Subject, what was seen, what was expected; file and line first where there are any.
  public let message: String
  /// What to do about it; empty where nothing helps.
  public let nextStep: String
  /// Whether what was asked for cannot be, whatever the files say: wrong usage of the command.
  public let isWrongUsage: Bool

  public init(message: String, nextStep: String = "", isWrongUsage: Bool = false) {
    self.message = message
    self.nextStep = nextStep
    self.isWrongUsage = isWrongUsage
  }

  public var description: String { message }

  /// The failure that an error of a deeper module amounts to.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as any ExplainedError:
      self.init(
        message: error.message, nextStep: error.nextStep, isWrongUsage: error.isWrongUsage)
    default:
      // Only a module that forgot to explain itself comes here; its name still helps a report.
      self.init(message: "\(error)", nextStep: "please report this message with the input")
    }
  }

  /// A plan without a cable is never all good.
  static func noCable(in plans: [String]) -> Failure {
    Failure(
      message: "\(plans.joined(separator: ", ")): there is no cable in the plan",
      nextStep: "check that this is the right file: a plan without a cable is never all good")
  }

  /// Runs `body` and turns whatever it throws into a `Failure`.
  static func mapping<Result>(_ body: () throws -> Result) throws(Failure) -> Result {
    do { return try body() } catch { throw Failure(error) }
  }
}
