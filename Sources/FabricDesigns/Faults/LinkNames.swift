package import FabricModel

/// Ports and links of a design as they are printed.
package struct LinkNames<Base: Design> {
  let design: Base

  package init(design: Base) { self.design = design }

  /// `p07-leaf-03:49`.
  package func name(of end: EndEntry) -> String {
    design.deviceName(at: end.device) + ":" + end.port.text
  }

  /// `p07-leaf-03:49--p07-spine-01:3`, ends in natural order.
  package func name(of link: LinkEntry) -> String {
    let ends = [name(of: link.a), link.b.map { name(of: $0) } ?? "nowhere"]
    return ends.sorted(by: NaturalOrder.precedes).joined(separator: "--")
  }
}
