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
      name: "fat-tree-2to1", design: "fat-tree", parameters: ["k": "48", "down": "32"]),
    DesignRecipe(
      name: "leaf-spine-64x32", design: "leaf-spine",
      parameters: ["leaves": "64", "spines": "32", "hosts": "32"]),
  ]
}
