internal import CLibXML2

/// Names that the grammar does not know, counted by the element around them.
struct UnknownNames {
  private struct Entry {
    var name: UInt
    var prefix: UInt
    var text: String
    var node: Int
    var isAttribute: Bool
    var count: Int
    var firstLine: Int32
  }

  private var entries: [Entry] = []
  /// Where the last one was: the same unknown element usually comes a million times.
  private var last = 0

  var kinds: Int { entries.count }

  mutating func count(
    _ name: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?, in node: Int,
    isAttribute: Bool, line: Int32
  ) {
    // Addresses of interned names are equal where the names are.
    let (key, prefixKey) = (UInt(bitPattern: name), UInt(bitPattern: prefix))
    let isSame = { (entry: Entry) in
      entry.name == key && entry.prefix == prefixKey && entry.node == node
        && entry.isAttribute == isAttribute
    }
    if last < entries.count && isSame(entries[last]) {
      entries[last].count += 1
    } else if let index = entries.firstIndex(where: isSame) {
      entries[index].count += 1
      last = index
    } else {
      last = entries.count
      var text = unsafe String(cString: name)
      if let prefix = unsafe prefix { text = unsafe String(cString: prefix) + ":" + text }
      entries.append(
        Entry(
          name: key, prefix: prefixKey, text: text, node: node, isAttribute: isAttribute,
          count: 1, firstLine: line))
    }
  }

  /// The names in order, those of one text and one surrounding element together.
  func summary(nodeName: (Int) -> String) -> [XMLSummary.Unknown] {
    var merged: [String: XMLSummary.Unknown] = [:]
    for entry in entries {
      let parent = nodeName(entry.node)
      let name = parent + (entry.isAttribute ? "@" : "/") + entry.text
      var sum =
        merged[name]
        ?? XMLSummary.Unknown(name: name, count: 0, firstLine: Int(entry.firstLine))
      sum.count += entry.count
      sum.firstLine = min(sum.firstLine, Int(entry.firstLine))
      merged[name] = sum
    }
    return merged.values.sorted { $0.name < $1.name }
  }
}
