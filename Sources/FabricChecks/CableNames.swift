package import FabricModel

/// What cables are called: by their label where no other cable has it, else by their ends.
package final class CableNames {
  /// Hashes of all labels in order, made when the first name is asked for.
  private let hashes: () -> [UInt64]
  private var sorted: [UInt64]?

  package init(_ fabric: Fabric) {
    hashes = {
      var hashes: [UInt64] = []
      hashes.reserveCapacity(fabric.cables.count)
      for label in fabric.cables.label where !label.isNone {
        hashes.append(CableNames.hash(fabric.names.bytes(label)))
      }
      hashes.sort()
      return hashes
    }
  }

  package func name(of link: LinkID, _ fabric: Fabric) -> String {
    let cable = fabric.links.cable[link.index]
    let label = cable.isNone ? NameID.none : fabric.cables.label[cable.index]
    guard !label.isNone, isUnique(CableNames.hash(fabric.names.bytes(label))) else {
      return fabric.endNames(of: link)
    }
    return fabric.names[label]
  }

  private func isUnique(_ hash: UInt64) -> Bool {
    let all = sorted ?? hashes()
    sorted = all
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low + 1 >= all.count || all[low + 1] != hash
  }

  /// FNV-1a.
  static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
