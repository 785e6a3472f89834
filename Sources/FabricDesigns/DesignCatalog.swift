/// The designs and the presets that the command knows by name.
package enum DesignCatalog {
  package static let all: [any Design.Type] = [
    FatTree.self,
    LeafSpine.self,
    RailOptimized.self,
    MultiPlane.self,
  ]

  // A closure: the key path to a static member of a metatype crashes the compiler (Swift 6.3.1).
  package static var names: [String] { all.map { $0.name } }

  package static func type(named name: String) -> (any Design.Type)? {
    all.first { $0.name == name }
  }

  /// Makes a design, or a preset such as `colossus-220k`, with some parameters set.
  ///
  /// - Parameter overrides: text by parameter name; the rest takes the preset's values or the
  ///   design's defaults.
  /// - Throws: `DesignError` for an unknown name, an unknown parameter or a bad value.
  package static func design(
    named name: String, overrides: [String: String] = [:]
  ) throws(DesignError) -> any Design {
    if let preset = DesignPresets.all.first(where: { $0.name == name }) {
      return try design(from: preset, overrides: overrides)
    }
    return try design(from: DesignRecipe(name: name, design: name), overrides: overrides)
  }

  /// Makes the design that a file or a preset describes.
  package static func design(
    from recipe: DesignRecipe, overrides: [String: String] = [:]
  ) throws(DesignError) -> any Design {
    guard let type = type(named: recipe.design) else {
      throw DesignError(
        .unknownDesign(recipe.design, known: names + DesignPresets.all.map(\.name)))
    }
    do {
      var design = try type.init(parameters: recipe.parameters.merging(overrides) { $1 })
      design.planName = recipe.name
      return design
    } catch {
      throw error.located(in: recipe, overrides: overrides)
    }
  }
}
