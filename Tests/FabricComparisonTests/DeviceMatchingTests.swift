import FabricComparison
import FabricModel
import TestSupport
import Testing

/// How devices are found in another fabric.
@Suite struct DeviceMatchingTests {
  private func matches(
    _ desired: [(name: String, guid: UInt64)], _ current: [(name: String, guid: UInt64)],
    names: NameMap = .none
  ) throws -> [String] {
    let draft = { (rows: [(name: String, guid: UInt64)]) in
      var draft = PlanDraft()
      draft.devices = rows.map { row in
        var entry = DeviceEntry(name: row.name, kind: .switch)
        entry.guid = row.guid
        return entry
      }
      return draft
    }
    let alignment = Alignment(
      current: try draft(current).fabric(), desired: try draft(desired).fabric(), names: names)
    return desired.indices.map { row in
      let other = alignment.devices.current[row]
      let text = other.isNone ? "nothing" : alignment.current.name(of: other)
      return "\(text) by \(alignment.devices.match[row])"
    }
  }

  @Test("by the same bytes first, then without case, white space and dots at the end")
  func spelling() throws {
    #expect(
      try matches(
        [("leaf-1", 0), ("LEAF-2", 0), ("leaf-3", 0)],
        [("leaf-2. ", 0), ("leaf-1", 0), ("leaf-4", 0)])
        == ["leaf-1 by name", "leaf-2.  by spelling", "nothing by none"])
  }

  @Test("a spelling that two devices share matches neither")
  func ambiguous() throws {
    #expect(
      try matches([("Leaf", 0)], [("leaf", 0), ("LEAF", 0)]) == ["nothing by none"])
  }

  @Test("names go before GUIDs, and GUIDs find what has another name")
  func guids() throws {
    #expect(
      try matches([("a", 1), ("b", 2), ("c", 3)], [("b", 1), ("a", 2), ("x", 3)])
        == ["a by name", "b by name", "x by identity"])
    #expect(try matches([("a", 7)], [("x", 7), ("y", 7)]) == ["nothing by none"])
  }

  @Test("a domain that most names of one side carry does not count, and no name is cut otherwise")
  func domains() throws {
    #expect(
      try matches(
        [("leaf-1", 0), ("leaf-2", 0), ("DC1.POD1.LEAF2A", 0)],
        [("leaf-1.example.net", 0), ("leaf-2.example.net", 0), ("DC1.POD9.LEAF2A", 0)])
        == [
          "leaf-1.example.net by spelling", "leaf-2.example.net by spelling", "nothing by none",
        ])
  }

  @Test("a list of names decides before everything")
  func mapped() throws {
    let names = try NameMap(
      reading: """
        # what the switches do not say
        0x00000000000000a1 leaf-1
        aa:bb:cc:dd:ee:ff "leaf 2"   # by its MAC address
        SN-77 leaf-3
        """)
    #expect(
      try matches(
        [("leaf-1", 0), ("leaf 2", 0), ("leaf-3", 0)],
        [("sw", 0xa1), ("leaf-1", 0xaabb_cc03_00dd_eeff), ("sn-77", 0)], names: names)
        == ["sw by mapped", "leaf-1 by mapped", "sn-77 by mapped"])
  }

  @Test("a list of names with a key alone or two names for a key is refused, with its line")
  func mistakes() {
    #expect(throws: NameMap.Mistake(line: 2, reason: .noName)) {
      try NameMap(reading: "0x1 a\n0x2\n")
    }
    #expect(throws: NameMap.Mistake(line: 2, reason: .otherName)) {
      try NameMap(reading: "0x1 a\n0x01 b\n")
    }
  }
}
