internal import CLibXML2

/// A grammar as flat tables keyed by the addresses of libxml2's interned names.
///
/// libxml2 hands out one address for equal names (its dictionary), so that a name is recognised by
/// comparing pointers. Children come in nearly the same order every time: the entry behind the one
/// that matched last is tried first, and most look-ups end there. Whoever makes the tables frees
/// them (`deallocate`).
@safe struct GrammarTables {
  /// Per node: what to do with the element.
  let ids: UnsafeMutablePointer<UInt8>
  let wantsText: UnsafeMutablePointer<Bool>
  let isIgnored: UnsafeMutablePointer<Bool>
  let ignoresOthers: UnsafeMutablePointer<Bool>
  let children: KeyedRanges
  let attributes: KeyedRanges

  init(_ grammar: XMLGrammar, dictionary: xmlDictPtr?) {
    let nodes = grammar.nodes
    unsafe ids = .allocate(capacity: nodes.count)
    unsafe wantsText = .allocate(capacity: nodes.count)
    unsafe isIgnored = .allocate(capacity: nodes.count)
    unsafe ignoresOthers = .allocate(capacity: nodes.count)
    for (index, entry) in nodes.enumerated() {
      unsafe ids[index] = entry.node.id
      unsafe wantsText[index] = entry.node.wantsText
      unsafe isIgnored[index] = entry.node.isIgnored
      unsafe ignoresOthers[index] = entry.node.ignoresOthers
    }
    // Interned once for the life of the parser's dictionary; compared by address afterwards.
    let address = { (name: String) -> UInt in
      unsafe UInt(bitPattern: xmlDictLookup(dictionary, name, Int32(name.utf8.count)))
    }
    children = KeyedRanges(
      nodes.map { entry in
        entry.children.map { (address(nodes[$0].node.name), Int32($0)) }
      })
    attributes = KeyedRanges(
      nodes.map { entry in
        entry.node.attributes.map { (address($0.name), Int32($0.id)) }
          + entry.node.ignoredAttributes.map { (address($0), 0) }
      })
  }

  func deallocate() {
    children.deallocate()
    attributes.deallocate()
    unsafe ids.deallocate()
    unsafe wantsText.deallocate()
    unsafe isIgnored.deallocate()
    unsafe ignoresOthers.deallocate()
  }
}

/// For each of several owners, a short list of keys with values.
@safe struct KeyedRanges {
  private let first: UnsafeMutablePointer<Int32>
  private let keys: UnsafeMutablePointer<UInt>
  private let values: UnsafeMutablePointer<Int32>
  /// Per owner: the entry to try first.
  private let predicted: UnsafeMutablePointer<Int32>

  init(_ lists: [[(key: UInt, value: Int32)]]) {
    let total = lists.reduce(0) { $0 + $1.count }
    unsafe first = .allocate(capacity: lists.count + 1)
    unsafe predicted = .allocate(capacity: lists.count)
    unsafe keys = .allocate(capacity: total + 1)
    unsafe values = .allocate(capacity: total + 1)
    var next = 0
    for (owner, list) in lists.enumerated() {
      unsafe first[owner] = Int32(next)
      unsafe predicted[owner] = Int32(next)
      for entry in list {
        unsafe keys[next] = entry.key
        unsafe values[next] = entry.value
        next += 1
      }
    }
    unsafe first[lists.count] = Int32(next)
  }

  /// The value of a key, or -1.
  @inline(__always)
  func find(_ key: UInt, owner: Int) -> Int32 {
    // `owner` is a node of the grammar that the tables were made of, and entries stay in its range.
    let guess = unsafe Int(predicted[owner])
    let end = unsafe Int(first[owner &+ 1])
    if unsafe guess < end && keys[guess] == key {
      unsafe predicted[owner] = Int32(truncatingIfNeeded: guess &+ 1)
      return unsafe values[guess]
    }
    var entry = unsafe Int(first[owner])
    while entry < end {
      if unsafe keys[entry] == key {
        unsafe predicted[owner] = Int32(truncatingIfNeeded: entry &+ 1)
        return unsafe values[entry]
      }
      entry &+= 1
    }
    return -1
  }

  func deallocate() {
    unsafe first.deallocate()
    unsafe keys.deallocate()
    unsafe values.deallocate()
    unsafe predicted.deallocate()
  }
}
