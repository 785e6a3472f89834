package import FabricModel

/// Faults planted on a design: what was done, and what it does to the links.
///
/// Only the links that are touched are held; the design streams round them.
package struct FaultPlan: Sendable {
  package let seed: UInt64
  /// In the order of the requests.
  package let acts: [FaultAct]
  /// What stands in the place of a link of the design, by its ordinal.
  let changes: [Int: LinkChange]
  /// Cables that the design does not have.
  let extras: [LinkEntry]

  enum LinkChange: Sendable, Hashable {
    case absent
    case replaced(LinkEntry)
  }

  /// Plants faults, each cable and each switch in at most one as far as they last.
  ///
  /// Cables are drawn from all of the plan with equal chance, so faults that no plan can show
  /// occur as well. An act whose switches another act has touched is drawn again, a bounded number
  /// of times; after that switches may be shared, cables and ports never.
  ///
  /// - Parameter requests: planted in this order.
  /// - Returns: the same acts for the same design, requests and seed.
  /// - Throws: `DesignError` when a kind needs free ports and there are none, and when the
  ///   faults asked for do not fit.
  /// - Complexity: expected O(F d) for F faults and d ports a switch, and O(P) once for the P
  ///   ports of the fabric where a kind needs free ports.
  package init(
    _ requests: [FaultRequest], on design: some Design, seed: UInt64
  ) throws(DesignError) {
    var planter = FaultPlanter(design, seed: seed)
    for request in requests { try planter.plant(request) }
    self.seed = seed
    acts = planter.acts
    changes = planter.changes
    extras = planter.extras
  }

  /// The number of links that the faulty plan has.
  package func linkCount(of design: some Design) -> Int {
    design.linkCount - changes.values.count { $0 == .absent } + extras.count
  }
}

/// A design with faults: streams like the design, with the acts applied.
///
/// Links keep their order; unplanned cables come last.
package struct FaultedDesign: FabricSequence, Sendable {
  package let design: any Design
  package let plan: FaultPlan

  package init(_ design: any Design, plan: FaultPlan) {
    self.design = design
    self.plan = plan
  }

  package func send(to sink: inout some FabricSink) throws {
    try send(design, to: &sink)
  }

  private func send(_ design: some Design, to sink: inout some FabricSink) throws {
    try sink.begin(design.header)
    for index in 0..<design.deviceCount { try sink.device(design.device(at: index)) }
    for index in 0..<design.linkCount {
      switch plan.changes[index] {
      case nil: try sink.link(design.link(at: index))
      case .replaced(let link): try sink.link(link)
      case .absent: break
      }
    }
    for link in plan.extras { try sink.link(link) }
    try sink.finish()
  }
}
