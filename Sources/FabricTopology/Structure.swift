/// What the wiring turned out to be.
package struct Structure: Sendable, Hashable {
  /// `fat-tree`, `leaf-spine`, or `unknown`.
  package var design = "unknown"
  /// By name, in the units of the design's own parameters.
  package var parameters: [String: Int] = [:]
  /// The share of switch links that fit the recognised design, 0 to 1; nil without a design.
  package var confidence: Double?
  /// From the hosts (tier 0) upwards.
  package var tiers: [Tier] = []
  package var pods = 0
  package var rails = 0
  package var planes = 0
  package var components = 0

  package struct Tier: Sendable, Hashable {
    package var tier: Int
    package var name: String
    package var devices: Int

    package init(tier: Int, name: String, devices: Int) {
      self.tier = tier
      self.name = name
      self.devices = devices
    }
  }

  package init() {}
}
