internal import FabricModel

/// The adapters of each host, as chains through the fabric's table: a host has few.
struct AdapterChains {
  /// The adapter of a host that was added last, and for each adapter the one before; -1 for none.
  private var last: [Int32] = []
  private var previous: [Int32] = []

  /// The row of a host's adapter, or -1.
  func row(of host: DeviceID, _ name: NameID, _ table: AdapterTable) -> Int {
    guard host.index < last.count else { return -1 }
    var row = last[host.index]
    while row >= 0 && table.name[Int(row)] != name { row = previous[Int(row)] }
    return Int(row)
  }

  mutating func append(
    _ name: NameID, guid: UInt64, to host: DeviceID, _ table: inout AdapterTable
  ) {
    if host.index >= last.count {
      last.append(contentsOf: repeatElement(-1, count: host.index + 1 - last.count))
    }
    let added = table.append(host: host, name: name, guid: guid)
    // Rows of other files may stand before.
    previous.append(contentsOf: repeatElement(-1, count: added.index - previous.count))
    previous.append(last[host.index])
    last[host.index] = added.rawValue
  }
}

/// `node-01 hfi1_0` is adapter `hfi1_0` of host `node-01`.
enum AdapterName {
  /// Where the host's name ends and the adapter's begins; nil for a name in one piece.
  ///
  /// The last word counts as an adapter when it is short and has a digit: `hfi1_0`, `mlx5_1`,
  /// `HCA-2`.
  static func split(_ name: ArraySlice<UInt8>) -> (hostEnd: Int, adapterStart: Int)? {
    guard let space = name.lastIndex(of: 0x20), space > name.startIndex else { return nil }
    guard isAdapter(name[(space + 1)...]) else { return nil }
    var end = space
    while end > name.startIndex && name[end - 1] == 0x20 { end -= 1 }
    return end > name.startIndex ? (end, space + 1) : nil
  }

  /// Whether a word reads as the name of an adapter.
  static func isAdapter(_ word: ArraySlice<UInt8>) -> Bool {
    (1...12).contains(word.count) && !word.contains(0x20) && word.contains { $0 &- 48 < 10 }
  }
}
