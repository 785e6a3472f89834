/// The design files of `topologies/designs` for a command that has no source tree beside it.
///
/// A test holds them against the files.
package enum DesignPresets {
  package static let all: [DesignRecipe] = [
    DesignRecipe(name: "colossus-220k", design: "fat-tree", parameters: ["k": "96"]),
    DesignRecipe(
      name: "colossus-k128", design: "fat-tree",
      parameters: ["k": "128", "pods": "54", "cores": "32"]),
    DesignRecipe(
      name: "colossus-220k-rails", design: "rail-optimized",
      parameters: ["rails": "8", "tiers": "3", "hosts": "48", "units": "6", "pods": "96"]),
    DesignRecipe(
      name: "colossus-planes", design: "multi-plane",
      parameters: [
        "planes": "8", "hosts": "256", "units": "108", "spines": "64", "speed": "100",
      ]),
    DesignRecipe(
      name: "fat-tree-2to1", design: "fat-tree", parameters: ["k": "48", "down": "32"]),
    DesignRecipe(
      name: "leaf-spine-64x32", design: "leaf-spine",
      parameters: ["leaves": "64", "spines": "32", "hosts": "32"]),
  ]
}
