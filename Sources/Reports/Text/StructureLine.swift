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
    // A design with rails or planes names them itself.
    if structure.parameters["rails"] == nil {
      for (count, name) in [(structure.rails, "rail"), (structure.planes, "plane")]
      where count > 1 {
        parts.append(Amounts.count(count, name))
      }
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

  /// `three-tier fat tree, k = 96`, or `rail-optimized, 8 rails that meet at the spines, 576 units of
  /// 48 hosts and 8 leaves, three-tier fat tree, k = 96`.
  private static func design(_ structure: Structure) -> String {
    let fabric = fabric(structure)
    guard !fabric.isEmpty else { return "no known design" }
    guard structure.parameters["rails"] != nil else { return fabric }
    return [
      hosts(structure), units(structure), structure.planes > 1 ? "in each plane \(fabric)" : fabric,
    ]
    .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What the ports of the hosts lead to; empty for hosts whose ports all lead into one fabric.
  private static func hosts(_ structure: Structure) -> String {
    let rails = Amounts.count(structure.rails, "rail")
    let planes = Amounts.count(structure.planes, "plane")
    switch structure.design {
    case "rail-optimized" where structure.planes > 1:
      return "rail-optimized, \(rails) that stay apart"
    case "rail-optimized": return "rail-optimized, \(rails) that meet at the spines"
    case "multi-plane" where structure.rails > 1: return "multi-plane, \(rails) on \(planes)"
    case "multi-plane": return "multi-plane, \(planes)"
    default: return ""
    }
  }

  /// `576 units of 48 hosts and 8 leaves`
  private static func units(_ structure: Structure) -> String {
    let value = { (name: String) in structure.parameters[name] ?? 0 }
    guard value("units") > 0 else { return "" }
    return "\(Amounts.count(value("units"), "unit")) of "
      + "\(Amounts.count(value("hostsPerUnit"), "host")) and \(leaves(value("leavesPerUnit")))"
  }

  /// The switches alone: `three-tier fat tree, 54 pods of 64 leaves and 64 spines, 64 groups of 32
  /// cores, 2 cables between spine and core, 64 hosts a leaf`; empty for no known design.
  private static func fabric(_ structure: Structure) -> String {
    let value = { (name: String) in structure.parameters[name] ?? 0 }
    guard structure.design != "unknown" else { return "" }
    var parts: [String]
    if value("tiers") > 0 {
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
    } else {
      parts = [
        "leaf-spine", "\(leaves(value("leaves"))) by \(Amounts.count(value("spines"), "spine"))",
        trunk("leaf and spine", value("trunk")),
      ]
    }
    let ports = structure.parameters["rails"] == nil ? "host" : "host port"
    parts.append("\(Amounts.count(value("hostsPerLeaf"), ports)) a leaf")
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func leaves(_ count: Int) -> String { Amounts.count(count, "leaf", "leaves") }

  /// Nothing for single cables, which is the rule.
  private static func trunk(_ pair: String, _ width: Int) -> String {
    width > 1 ? "\(Amounts.count(width)) cables between \(pair)" : ""
  }
}
