internal import FabricModel
internal import Yams

/// Reads design files: `design`, optionally `name`, and `parameters`, in YAML.
///
/// ```yaml
/// design: fat-tree
/// name: colossus-220k
/// parameters:
///   k: 96
/// ```
package enum DesignFile {
  private static let keys = ["design", "name", "parameters"]

  /// - Parameters:
  ///   - text: the contents of the file.
  ///   - path: its name, for messages; the plan takes its name from it where the file gives none.
  /// - Throws: `DesignError` with file and line for anything that is not understood: nothing is
  ///   passed over.
  package static func parse(text: String, path: String) throws(DesignError) -> DesignRecipe {
    let root = try compose(text, path: path)
    guard let root, let top = root.mapping else {
      throw error(
        .wrongForm(key: "file", expected: "a list of keys and values"), root, path: path)
    }
    var recipe = DesignRecipe(name: fileName(path), design: "")
    var parameters: Node?
    for (key, value) in top {
      switch key.scalar?.string {
      case "design": recipe.design = try scalar(value, key: "design", path: path)
      case "name": recipe.name = try scalar(value, key: "name", path: path)
      case "parameters": parameters = value
      case let other:
        throw error(.unknownKey(other ?? "?", known: keys), key, path: path)
      }
    }
    guard !recipe.design.isEmpty else { throw error(.missingKey("design"), root, path: path) }
    guard let type = DesignCatalog.type(named: recipe.design) else {
      throw error(
        .unknownDesign(recipe.design, known: DesignCatalog.names), top["design"], path: path)
    }
    if let parameters { try read(parameters, of: type, into: &recipe, path: path) }
    return recipe
  }

  private static func read(
    _ node: Node, of type: any Design.Type, into recipe: inout DesignRecipe, path: String
  ) throws(DesignError) {
    guard let mapping = node.mapping else {
      throw error(
        .wrongForm(key: "parameters", expected: "a list of keys and values"), node, path: path)
    }
    let known = type.parameters.map(\.name)
    for (key, value) in mapping {
      let name = key.scalar?.string ?? "?"
      guard known.contains(name) else {
        throw error(
          .unknownParameter(name, design: type.name, known: known), key, path: path)
      }
      recipe.parameters[name] = try scalar(value, key: name, path: path)
      recipe.origins[name] = origin(key, path: path)
    }
  }

  private static func compose(_ text: String, path: String) throws(DesignError) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let problem as YamlError {
      throw located(problem, path: path)
    } catch {
      throw DesignError(.notYAML("\(error)"), origin: Origin(file: path, line: 0))
    }
  }

  private static func located(_ problem: YamlError, path: String) -> DesignError {
    switch problem {
    case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _),
      .composer(_, let text, let mark, _):
      DesignError(.notYAML(text), origin: Origin(file: path, line: mark.line))
    case .duplicatedKeysInMapping(let keys, let context):
      DesignError(
        .duplicateKey(keys.first ?? "?"), origin: Origin(file: path, line: context.mark.line))
    default: DesignError(.notYAML("\(problem)"), origin: Origin(file: path, line: 0))
    }
  }

  private static func scalar(
    _ node: Node, key: String, path: String
  ) throws(DesignError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw error(.wrongForm(key: key, expected: "a single value"), node, path: path)
    }
    return text
  }

  private static func error(_ kind: DesignError.Kind, _ node: Node?, path: String) -> DesignError {
    DesignError(kind, origin: origin(node, path: path))
  }

  private static func origin(_ node: Node?, path: String) -> Origin {
    Origin(file: path, line: node?.mark?.line ?? 0)
  }

  /// `colossus-220k` for `topologies/designs/colossus-220k.yaml`.
  private static func fileName(_ path: String) -> String {
    let last = path.split(separator: "/").last ?? ""
    return last.split(separator: ".").first.map(String.init) ?? path
  }
}
