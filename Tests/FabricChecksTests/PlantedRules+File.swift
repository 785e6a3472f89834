import FabricDesigns
import FabricModel
import TestSupport

extension PlantedRule {
  /// Faults of the file: contradictions and values that cannot be read.
  static let file: [PlantedRule] = [
    PlantedRule("PF101", "a misspelt attribute") { planter in
      let mark = planter.draft.links[planter.anyLink()].label
      return try planter.verified(lineWith: "\"\(mark)\"", of: planter.draft.xml()) {
        $0.replacing(" medium=", with: " midium=")
      }
    },
    PlantedRule("PF102", "a length that is none") { planter in
      let mark = planter.draft.links[planter.anyLink()].label
      return try planter.verified(lineWith: "\"\(mark)\"", of: planter.draft.xml()) {
        $0.replacing(" length=\"", with: " length=\"about ")
      }
    },
    PlantedRule("PF201", "a misspelt switch at a cable between switches") { planter in
      try misspelt(planter.switchLink(), planter)
    },
    PlantedRule("PF201", "a misspelt leaf at a host's cable") { planter in
      try misspelt(planter.hostLink(), planter)
    },
    PlantedRule("PF201", "a misspelt host") { planter in
      let link = planter.draft.links[planter.hostLink()]
      let name = planter.name(link.a.device)
      let (result, line) = try planter.verified(lineWith: " a=\"\(name)\"", of: planter.draft.xml())
      { $0.replacing(" a=\"\(name)\"", with: " a=\"\(name)x\"") }
      return (result, line + [name + "x", name])
    },
    PlantedRule("PF202", "a device that is declared again") { planter in
      let name = planter.name(planter.random.below(planter.draft.devices.count))
      let (result, _) = try planter.verified(
        lineWith: "<device name=\"\(name)\"", of: planter.draft.xml()
      ) { $0 + "\n" + $0 }
      return (result, [name])
    },
    PlantedRule("PF203", "one GUID for two devices") { planter in
      let first = planter.random.below(planter.draft.devices.count)
      let second = (first + 1 + planter.random.below(20)) % planter.draft.devices.count
      planter.draft.devices[first].guid = 0x1234
      planter.draft.devices[second].guid = 0x1234
      return try planter.verified([planter.name(first), planter.name(second)])
    },
    PlantedRule("PF203", "one name for two GUIDs") { planter in
      // At one end of one cable a leaf has another GUID than everywhere else.
      let leaf = planter.device(tier: 1)
      let link = planter.draft.links(of: leaf)[planter.random.below(4)]
      let guid = FastFabricText.guid(leaf)
      let label = planter.draft.links[link].label
      var lines = FastFabricText.text(planter.draft).split(separator: "\n").map(String.init)
      let start = lines.firstIndex { $0.contains(">\(label)<") }!
      let port = lines[start...].firstIndex { $0.contains(guid) }!
      lines[port] = lines[port].replacing(guid, with: "0x00117500ffffffff")
      return (try Plans.verify(xml: lines.joined(separator: "\n")), [planter.name(leaf)])
    },
    PlantedRule("PF302", "two entries that differ in length") { planter in
      let index = planter.anyLink()
      var link = planter.draft.links[index]
      link.length = Meters(77)
      if planter.random.below(2) == 0 { (link.a, link.b) = (link.b!, link.a) }
      planter.draft.links.append(link)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("MW104", "an entry again, its ends exchanged or not") { planter in
      let index = planter.anyLink()
      var link = planter.draft.links[index]
      if planter.random.below(2) == 0 { (link.a, link.b) = (link.b!, link.a) }
      for _ in 0...planter.random.below(2) { planter.draft.links.append(link) }
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("CB103", "a third port at a link") { planter in
      let label = planter.draft.links[planter.anyLink()].label
      var lines = FastFabricText.text(planter.draft).split(separator: "\n").map(String.init)
      let start = lines.firstIndex { $0.contains(">\(label)<") }!
      lines[start + 2] += lines[start + 1]
      return (
        try Plans.verify(xml: lines.joined(separator: "\n")), ["line \(start + 1)"]
      )
    },
  ]

  /// The upper end of a cable at a device that differs in one letter.
  private static func misspelt(_ index: Int, _ planter: Planter) throws -> Outcome {
    let link = planter.draft.links[index]
    let name = planter.name(link.b!.device)
    let (result, line) = try planter.verified(
      lineWith: "\"\(link.label)\"", of: planter.draft.xml()
    ) { $0.replacing(" b=\"\(name)\"", with: " b=\"\(name)x\"") }
    return (result, line + [name + "x", planter.draft.name(link.a)])
  }
}
