package import FabricComparison
package import FabricMetrics
package import FabricModel

/// All that is known of two revisions, before anything is rendered.
package struct DiffResult: Sendable {
  package let changes: RevisionChanges
  /// What was given on the command line, for the first sentence.
  package let oldPath: String
  package let newPath: String
  /// Nil where nobody wants to know.
  package let impact: Impact?
  /// Tiers and pods of the two fabrics; nil where they are different fabrics.
  package let groups: Groups?

  package struct Impact: Sendable {
    package let before: Capacity
    package let after: Capacity

    package init(before: Capacity, after: Capacity) {
      self.before = before
      self.after = after
    }
  }

  package struct Groups: Sendable {
    package let old: DeviceGroups
    package let new: DeviceGroups

    package init(old: DeviceGroups, new: DeviceGroups) {
      self.old = old
      self.new = new
    }
  }

  package init(
    _ changes: RevisionChanges, oldPath: String, newPath: String, impact: Impact?, groups: Groups?
  ) {
    self.changes = changes
    self.oldPath = oldPath
    self.newPath = newPath
    self.impact = impact
    self.groups = groups
  }

  /// Whether nothing differs, and nothing has to be said about the two.
  package var isSame: Bool { changes.isEmpty && changes.problems.isEmpty }

  package var old: Fabric { changes.alignment.current }
  package var new: Fabric { changes.alignment.desired }
}
