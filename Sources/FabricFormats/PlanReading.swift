internal import ByteSources
package import FabricModel

/// Why a plan cannot be read: what, where, and what to do next.
package struct PlanError: ExplainedError, Hashable {
  package var origin: Origin
  /// What is wrong there, without the place.
  package var detail: String
  package var nextStep: String

  package init(origin: Origin, detail: String, nextStep: String) {
    self.origin = origin
    self.detail = detail
    self.nextStep = nextStep
  }

  /// `plan.xml:4711: file ends inside …`
  package var message: String { "\(origin): \(detail)" }
}

/// Something in a plan's file that is not as it should be, although the file can be read.
///
/// Readers record these; the checks of the plan-file family turn them into findings.
package struct PlanAnomaly: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// An element or attribute that the dialect does not know, with how often it occurs.
    case unknownName(count: Int)
    /// A number, speed or length that is none.
    case badValue(text: String, expected: String)
    /// A link or cable without an end.
    case noEnds
    /// A link with more ends than two.
    case tooManyEnds
    /// A device or intent that is declared again, with the place of the first declaration and what
    /// differs from it.
    case declaredTwice(first: Origin, differences: [Difference] = [])
    /// Two devices of one name, told apart by their GUIDs.
    case nameShared(first: Origin)
    /// A port that is given two rails or two planes, with the place of the first statement; the
    /// difference's fact is `rail` or `plane`. The first one holds.
    case conflictingRail(first: Origin, Difference)
    /// Two observations of one port or device, with the place of the first, say different things;
    /// the difference's fact is `neighbour`, `speed` or `name`. The first one holds.
    case contradiction(first: Origin, Difference)
    /// The two ends of a link say different things of it; the fact is `speed` or `MTU`.
    case endsDiffer(Difference)
    /// A link is there, but the port is not in use: `Init`, `Armed`.
    case notActive(state: String)
    /// Neighbours of others, the subject among them, that no file describes.
    case undescribed(count: Int)
  }

  /// Two declarations of one thing say different things.
  package struct Difference: Sendable, Hashable {
    /// `rack`, `kind`
    package var fact: String
    package var first: String
    package var second: String
  }

  package var kind: Kind
  /// The element, attribute or device that it is about.
  package var subject: String
  package var origin: Origin

  package init(_ kind: Kind, subject: String, origin: Origin) {
    self.kind = kind
    self.subject = subject
    self.origin = origin
  }
}

/// A plan as it was read: one fabric from all files, and what was odd about them.
package struct PlanReading: Sendable {
  package var fabric: Fabric
  package var anomalies: [PlanAnomaly]
  /// How many more there were than are kept (`PlanUnderway.mostAnomalies`).
  package var omittedAnomalies: Int

  package init(fabric: Fabric, anomalies: [PlanAnomaly], omittedAnomalies: Int = 0) {
    self.fabric = fabric
    self.anomalies = anomalies
    self.omittedAnomalies = omittedAnomalies
  }
}

extension [PlanAnomaly.Difference] {
  /// The facts that differ among these; empty texts are `none`.
  static func between(_ facts: [(name: String, first: String, second: String)]) -> Self {
    let stated = { (text: String) in text.isEmpty ? "none" : text }
    return facts.filter { $0.first != $0.second }.map {
      PlanAnomaly.Difference(fact: $0.name, first: stated($0.first), second: stated($0.second))
    }
  }
}
