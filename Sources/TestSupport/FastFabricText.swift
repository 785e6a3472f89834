internal import FabricModel

/// Writes a plan as a FastFabric topology, which the product reads and does not write.
package enum FastFabricText {
  /// Hosts get one adapter, `hfi1_0`; places, roles and intent cannot be said.
  package static func text(_ draft: PlanDraft) -> String {
    let links = draft.links.map { text($0, draft) }.joined()
    let nodes = [("FIs", DeviceKind.host), ("Switches", .switch)].map { list, kind in
      "<\(list)>\n"
        + draft.devices.indices.filter { draft.devices[$0].kind == kind }.map { index in
          "<Node><NodeGUID>\(guid(index))</NodeGUID>"
            + "<NodeDesc>\(description(index, draft))</NodeDesc></Node>\n"
        }.joined() + "</\(list)>\n"
    }
    return """
      <?xml version="1.0" encoding="utf-8" ?>
      <Topology>
      <LinkSummary>
      \(links)</LinkSummary>
      <Nodes>
      \(nodes.joined())</Nodes>
      </Topology>

      """
  }

  private static func text(_ link: LinkEntry, _ draft: PlanDraft) -> String {
    var text = "<Link>"
    if let speed = link.speed { text += "<Rate>\(speed)g</Rate>" }
    var cable = ""
    if let length = link.length {
      cable += "<CableLength>\(Decimal3.text(length.centimeters * 10))m</CableLength>"
    }
    if !link.label.isEmpty { cable += "<CableLabel>\(link.label)</CableLabel>" }
    if !link.medium.isEmpty { cable += "<CableDetails>\(link.medium)</CableDetails>" }
    text += "<Cable>\(cable)</Cable>\n"
    for end in [link.a, link.b].compactMap({ $0 }) {
      let kind = draft.devices[end.device].kind == .host ? "FI" : "SW"
      text += "  <Port><NodeGUID>\(guid(end.device))</NodeGUID><PortNum>\(end.port.text)</PortNum>"
      text += "<NodeDesc>\(description(end.device, draft))</NodeDesc>"
      text += "<NodeType>\(kind)</NodeType></Port>\n"
    }
    return text + "</Link>\n"
  }

  private static func description(_ device: Int, _ draft: PlanDraft) -> String {
    draft.devices[device].name + (draft.devices[device].kind == .host ? " hfi1_0" : "")
  }

  /// `0x0011750001000007`: a number of its own for each device.
  package static func guid(_ device: Int) -> String {
    let digits = String(0x0011_7500_0100_0000 + device, radix: 16)
    return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
