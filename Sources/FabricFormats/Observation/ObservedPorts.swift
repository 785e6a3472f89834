internal import FabricModel

/// A port of an observed node, by the node's row.
struct ObservedPort: Hashable {
  var node: Int32
  var number: Int32
}

/// The ports that observations tell of, each with its neighbour.
///
/// The ports of a node mostly come behind one another and in order: they are one block of rows and
/// are found by their number. Others go through a dictionary, so that memory follows the input and
/// never what a node claims to have.
struct ObservedPorts {
  struct Row {
    var number: Int32
    /// The neighbour, no node where none is known.
    var peer = ObservedPort(node: -1, number: -1)
    /// The line where the neighbour is told; the number of the link once there is one.
    var place: Int32 = 0
    /// Mb/s, 0 where nobody tells.
    var speed: Int32 = 0
    /// What management calls it, 0 where nobody tells: 1 down, 2 initialised, 3 armed, 4 active.
    var state: UInt8 = 0
    /// The largest message in units of 256 bytes, 0 where nobody tells.
    var mtu: UInt8 = 0
    var isLinked = false
  }

  private struct Block {
    var first: Int32 = 0
    var count: Int32 = 0
  }

  var rows: [Row] = []
  /// By node.
  private var blocks: [Block] = []
  private var others: [ObservedPort: Int32] = [:]

  /// The row of a port, or -1.
  func find(_ port: ObservedPort) -> Int {
    let block = Int(port.node) < blocks.count ? blocks[Int(port.node)] : Block()
    if block.count > 0 {
      var (low, high) = (Int(block.first), Int(block.first + block.count))
      // Without gaps the number itself tells the row.
      let guess = low + Int(port.number) - Int(rows[low].number)
      if guess >= low && guess < high && rows[guess].number == port.number { return guess }
      while low < high {
        let middle = (low + high) / 2
        if rows[middle].number < port.number { low = middle + 1 } else { high = middle }
      }
      if low < Int(block.first + block.count) && rows[low].number == port.number { return low }
    }
    return others.isEmpty ? -1 : Int(others[port] ?? -1)
  }

  /// Every port with its row, in the order of the rows.
  func visit(_ body: (ObservedPort, Row) -> Void) {
    var node = [Int32](repeating: -1, count: rows.count)
    for (owner, block) in blocks.enumerated() {
      for row in block.first..<(block.first + block.count) { node[Int(row)] = Int32(owner) }
    }
    for (port, row) in others { node[Int(row)] = port.node }
    for (row, owner) in zip(rows, node) {
      body(ObservedPort(node: owner, number: row.number), row)
    }
  }

  /// The row of a port, made where there is none yet.
  mutating func row(of port: ObservedPort) -> Int {
    let known = find(port)
    if known >= 0 { return known }
    let node = Int(port.node)
    if node >= blocks.count {
      blocks.append(contentsOf: repeatElement(Block(), count: node + 1 - blocks.count))
    }
    let added = Int32(rows.count)
    let block = blocks[node]
    if block.count == 0 {
      blocks[node] = Block(first: added, count: 1)
    } else if block.first + block.count == added && rows[rows.count - 1].number < port.number {
      blocks[node].count += 1
    } else {
      others[port] = added
    }
    rows.append(Row(number: port.number))
    return Int(added)
  }
}
