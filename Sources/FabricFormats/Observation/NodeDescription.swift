internal import FabricModel

/// What a node of InfiniBand or Omni-Path says that it is called, taken apart.
///
/// Hosts put their adapter behind their name: `node-01 mlx5_0`. Managed switches put their model and
/// the chip behind it: `MF0;leaf-01:MQM9700/U1`. A plan says `leaf-01`; of a director's many chips
/// each is a switch, `director-1/L16/U2`.
struct NodeDescription {
  var name: [UInt8] = []
  var adapter: [UInt8] = []
  var model: [UInt8] = []
  var isVirtual = false

  init() {}

  init(_ text: Span<UInt8>, _ kind: DeviceKind) {
    name.reserveCapacity(text.count)
    for index in text.indices { name.append(text[index]) }
    switch kind {
    case .host:
      // The reduction engine of a switch answers as a host on a port that has no socket.
      isVirtual = contains("Aggregation Node")
      guard let parts = AdapterName.split(name[...]) else { return }
      adapter = Array(name[parts.adapterStart...])
      name.removeSubrange(parts.hostEnd...)
    default: splitManagedSwitch()
    }
  }

  /// `leaf-1`, `node-01 mlx5_0`
  var text: String {
    String(decoding: adapter.isEmpty ? name : name + [0x20] + adapter, as: UTF8.self)
  }

  private mutating func splitManagedSwitch() {
    guard name.starts(with: "MF0;".utf8), let colon = name.lastIndex(of: UInt8(ascii: ":")),
      colon > 4
    else { return }
    let tail = name[(colon + 1)...]
    let slash = tail.firstIndex(of: UInt8(ascii: "/")) ?? tail.endIndex
    model = Array(tail[..<slash])
    let chip = tail[slash...]
    let isOnlyChip = chip.isEmpty || chip.elementsEqual("/U1".utf8)
    name = Array(name[4..<colon]) + (isOnlyChip ? [] : chip)
  }

  private func contains(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard name.count >= word.count else { return false }
    return (0...(name.count - word.count)).contains { start in
      name[start...].starts(with: word)
    }
  }
}
