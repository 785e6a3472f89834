/// What cables are called: by their label where no other cable has it, else by their ends.
package final class CableNames {
  /// Hashes of the labels of two cables or more, found when the first name is asked for.
  private let findShared: () -> Set<UInt64>
  private var shared: Set<UInt64>?

  package init(_ fabric: Fabric) {
    findShared = { SharedLabels.hashes(fabric) }
  }

  package func name(of link: LinkID, _ fabric: Fabric) -> String {
    let cable = fabric.links.cable[link.index]
    let label = cable.isNone ? NameID.none : fabric.cables.label[cable.index]
    guard !label.isNone, !hashesOfSharedLabels.contains(Self.hash(fabric.names.bytes(label))) else {
      return fabric.endNames(of: link)
    }
    return fabric.names[label]
  }

  /// The hashes of all labels that more than one cable has.
  package var hashesOfSharedLabels: Set<UInt64> {
    if let shared { return shared }
    let found = findShared()
    shared = found
    return found
  }

  /// FNV-1a.
  package static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}

/// Labels that occur more than once.
enum SharedLabels {
  /// The hashes of the labels that two cables or more have; empty in nearly every plan.
  ///
  /// Every label takes a slot of a hash table of its own hash, so that a plan is gone through once
  /// and nothing is sorted.
  ///
  /// - Complexity: expected O(bytes of all labels).
  package static func hashes(_ fabric: Fabric) -> Set<UInt64> {
    let labels = fabric.cables.label
    var size = 1024
    while size < 2 * labels.count { size *= 2 }
    let mask = size - 1
    // 0 is an empty slot; a label that hashes to it is told from no other, which harms nothing.
    var slots = [UInt64](repeating: 0, count: size)
    var shared: Set<UInt64> = []
    for label in labels where !label.isNone {
      let hash = CableNames.hash(fabric.names.bytes(label))
      // The low bits of FNV-1a hold little of the first letters; the upper half is mixed in.
      var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
      while slots[slot] != 0 && slots[slot] != hash { slot = (slot + 1) & mask }
      if slots[slot] == hash && hash != 0 { shared.insert(hash) }
      slots[slot] = hash
    }
    return shared
  }
}
