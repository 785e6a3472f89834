package import FabricModel

/// Which design with which parameters: what a design file says.
package struct DesignRecipe: Sendable, Hashable {
  /// The name of the plan.
  package var name: String
  /// The name of the design: `fat-tree`.
  package var design: String
  /// Only what is said; the rest takes the design's defaults.
  package var parameters: [String: String]
  /// Where each parameter was said.
  package var origins: [String: Origin] = [:]

  package init(name: String, design: String, parameters: [String: String] = [:]) {
    self.name = name
    self.design = design
    self.parameters = parameters
  }
}
