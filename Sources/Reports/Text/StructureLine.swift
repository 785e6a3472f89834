internal import FabricChecks
internal import FabricModel
internal import FabricTopology

/// What the fabric is, in a sentence: the recognised design with its sizes, and how much there is.
enum StructureLine {
  static func lines(_ result: VerificationResult) -> [String] {
    let (structure, inventory) = (result.structure, result.inventory)
    var parts = [
      Amounts.count(inventory.hostPorts, "host port"),
      Amounts.count(inventory.switches, "switch", "switches"),
      Amounts.count(inventory.cables, "cable"),
    ]
    if structure.parameters["k"] != nil { parts.append(Amounts.count(structure.pods, "pod")) }
    for (count, name) in [(structure.rails, "rail"), (structure.planes, "plane")] where count > 1 {
      parts.append(Amounts.count(count, name))
    }
    if structure.components > 1 {
      parts.append("\(Amounts.count(structure.components)) parts without a link between them")
    }
    if let fit = structure.confidence, fit < 1 {
      // Rounded down: a fabric with one stray link never fits by 100 %.
      parts.append("\(Decimal3.text(Int(fit * 10_000) * 10)) % of the switch links fit")
    }
    return Layout.wrap(
      "\(design(structure)): \(parts.joined(separator: ", "))", first: "  ", indent: 4)
  }

  /// `three-tier fat tree, k = 96`, or `three-tier fat tree, 54 pods of 64 leaves and 64 spines, 64
  /// groups of 32 cores, 2 cables between spine and core, 64 hosts a leaf`.
  private static func design(_ structure: Structure) -> String {
    let value = { (name: String) in structure.parameters[name] ?? 0 }
    var parts: [String]
    switch structure.design {
    case "fat-tree":
      let tiers = structure.tiers.count { $0.tier > 0 }
      let number = (2...4).contains(tiers) ? ["two", "three", "four"][tiers - 2] : "\(tiers)"
      parts = ["\(number)-tier fat tree"]
      // The classic tree: its radix says all the rest.
      if let k = structure.parameters["k"] { return "\(parts[0]), k = \(k)" }
      parts.append(
        "\(Amounts.count(value("pods"), "pod")) of \(leaves(value("leavesPerPod"))) and "
          + Amounts.count(value("spinesPerPod"), "spine"))
      if value("corePlanes") > 0 {
        parts.append(
          "\(Amounts.count(value("corePlanes"), "group")) of "
            + Amounts.count(value("coresPerPlane"), "core"))
      }
      parts.append(trunk("leaf and spine", value("leafSpineTrunk")))
      parts.append(trunk("spine and core", value("spineCoreTrunk")))
    case "leaf-spine":
      parts = [
        "leaf-spine", "\(leaves(value("leaves"))) by \(Amounts.count(value("spines"), "spine"))",
        trunk("leaf and spine", value("trunk")),
      ]
    default: return "no known design"
    }
    parts.append("\(Amounts.count(value("hostsPerLeaf"), "host")) a leaf")
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func leaves(_ count: Int) -> String { Amounts.count(count, "leaf", "leaves") }

  /// Nothing for single cables, which is the rule.
  private static func trunk(_ pair: String, _ width: Int) -> String {
    width > 1 ? "\(Amounts.count(width)) cables between \(pair)" : ""
  }
}
