package import FabricMetrics
package import FabricModel
package import FabricTopology
package import Findings

/// All that a verification of a plan found out, before anything is rendered.
package struct VerificationResult: Sendable {
  package var inputs: [Input]
  package var inventory: Inventory
  package var structure: Structure
  package var capacity: Capacity
  package var intent: Intent?
  /// What a comparison with an observation counted; nil without one.
  package var comparison: ComparisonSummary?
  /// In the order of reports.
  package var findings: [Finding]
  /// Whether some rules were left out: then no finding does not mean as planned.
  package var isPartial = false

  package init(
    inputs: [Input], inventory: Inventory, structure: Structure, capacity: Capacity,
    intent: Intent?, findings: [Finding]
  ) {
    self.inputs = inputs
    self.inventory = inventory
    self.structure = structure
    self.capacity = capacity
    self.intent = intent
    self.findings = findings
  }

  package func count(of severity: Severity) -> Int {
    findings.count { $0.severity == severity }
  }

  /// A file that was read.
  package struct Input: Sendable, Hashable {
    package enum Role: String, Sendable { case plan, observed }
    package var path: String
    package var role: Role
    package var dialect: String
    package var bytes: Int
    package var links: Int

    package init(path: String, role: Role, dialect: String, bytes: Int, links: Int) {
      self.path = path
      self.role = role
      self.dialect = dialect
      self.bytes = bytes
      self.links = links
    }
  }
}

/// How much of everything there is.
package struct Inventory: Sendable, Hashable {
  package var devices = 0
  package var switches = 0
  package var hosts = 0
  package var hostPorts = 0
  package var ports = 0
  package var cables = 0
  package var links = 0
  package var hostLinks = 0
  package var switchLinks = 0
  /// Links whose speed nobody states.
  package var assumedSpeeds = 0

  package init() {}
}
