internal import ByteSources

/// Why a document cannot be read: one message in the user's words, with its place.
package struct XMLFailure: ExplainedError, Hashable {
  package enum Kind: Sendable, Hashable {
    case notWellFormed, truncated, empty, doctype, encoding, limit, unknownRoot, unreadable
  }

  package var kind: Kind
  package var file: String
  /// From 1; 0 where a line makes no sense.
  package var line: Int
  /// What is wrong there, without the place.
  package var detail: String
  package var nextStep: String

  package init(kind: Kind, file: String, line: Int, detail: String, nextStep: String) {
    self.kind = kind
    self.file = file
    self.line = line
    self.detail = detail
    self.nextStep = nextStep
  }

  package var message: String {
    line > 0 ? "\(file):\(line): \(detail)" : "\(file): \(detail)"
  }
}

/// Bounds on what a document may contain; a plan stays far below, an attack does not.
package struct XMLLimits: Sendable, Hashable {
  package var depth = 64
  package var nameBytes = 256
  package var attributeBytes = 64 * 1024
  package var textBytes = 1024 * 1024
  package var attributesPerElement = 256
  /// Kinds of unknown names before the file is called unreadable.
  package var unknownNames = 1000

  package init() {}
}
