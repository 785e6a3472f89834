import FabricDesigns
import TestSupport
import Testing

/// A design by name and parameters, printed as the command takes it.
struct DesignCase: CustomTestStringConvertible, Sendable {
  var name: String
  var parameters: [String: String]

  init(_ text: String) {
    let words = text.split(separator: " ")
    name = String(words[0])
    parameters = [:]
    for word in words.dropFirst() {
      let parts = word.split(separator: "=")
      parameters[String(parts[0])] = String(parts[1])
    }
  }

  var design: any Design { get throws { try Plans.design(name, parameters) } }

  var testDescription: String {
    name + parameters.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
  }
}

/// Two and three tiers, balanced and not, whole and partial, with even and uneven trunks.
let recognisedDesigns: [DesignCase] = [
  "fat-tree k=4", "fat-tree k=6", "fat-tree k=8", "fat-tree k=12 spare=2", "fat-tree k=16",
  "fat-tree k=8 down=6", "fat-tree k=12 down=8 spare=1", "fat-tree k=8 down=6 spine-down=5",
  "fat-tree k=8 pods=3", "fat-tree k=8 pods=5 spare=1", "fat-tree k=8 pods=3 cores=3",
  "fat-tree k=8 leaves=3 spines=3 spare=2", "fat-tree k=12 spine-down=8 spines=5 leaves=6 pods=6",
  "fat-tree k=16 pods=9", "fat-tree k=8 tiers=2", "fat-tree k=16 tiers=2 down=12",
  "fat-tree k=8 tiers=2 leaves=5 spines=3 spare=3",
  "leaf-spine leaves=6 spines=4 hosts=10", "leaf-spine leaves=6 spines=4 hosts=8 trunk=3",
  "leaf-spine leaves=8 spines=3 hosts=7 uplinks=8",
  "leaf-spine leaves=12 spines=5 hosts=6 uplinks=12",
  "leaf-spine leaves=3 spines=2 hosts=2",
].map { DesignCase($0) }
