import ArgumentParser
import FabricFormats
import FabricMetrics
import FabricModel
import FabricTopology

/// The measurements at one size.
struct Suite {
  let plans: PlanFiles
  let runs: Int

  /// - Returns: seconds per cable of `verify` of the element-style plan.
  func measure(_ table: inout Table) throws -> Double {
    table.note(
      "k=\(plans.k): \(Grouped.text(plans.cables)) cables, "
        + "\(PlanFiles.bytes(plans.attributes) / 1_000_000) MB in attributes "
        + "(\(PlanFiles.bytes(plans.attributes) / plans.cables) B a cable), "
        + "\(PlanFiles.bytes(plans.elements) / 1_000_000) MB in elements")
    let verify = try processes(table)
    try revisions(table)
    try loading(table)
    try graph(table)
    return verify / Double(plans.cables)
  }

  /// Whole processes, each in turn with its peer.
  private func processes(_ table: Table) throws -> Double {
    let plumbline = Tools.plumbline
    var perPlan = 0.0
    for (name, path) in [("elements", plans.elements), ("attributes", plans.attributes)] {
      let own = [plumbline, "verify", path, "--threads", "1", "--fail-on", "never"]
      let peer = Tools.find("xmllint").map { [$0, "--sax", "--noout", path] }
      let (costs, floor) = try inTurn(own, peer)
      table.row(
        plans.k, "verify, \(name), 1 thread", costs, against: floor.map { ("xmllint --sax", $0) })
      if name == "elements" { perPlan = costs.seconds }
      let (both, _) = try inTurn([plumbline, "verify", path, "--fail-on", "never"], nil)
      table.row(plans.k, "verify, \(name)", both, against: floor.map { ("xmllint --sax", $0) })
      let (resident, cables) = try residentBytes(path)
      table.note("\(name): the fabric keeps \(resident / max(1, cables)) bytes a cable resident")
    }
    let output = plans.attributes + ".generated"
    let own = [plumbline, "generate", "fat-tree", "k=\(plans.k)", "-o", output, "--force"]
    let (generate, verify) = try inTurn(
      own, [plumbline, "verify", plans.attributes, "--threads", "1"])
    table.row(
      plans.k, "generate", generate, against: verify.map { ("verify of that file", $0) })
    return perPlan
  }

  /// Two revisions, against a process that loads one.
  private func revisions(_ table: Table) throws {
    let load = [Tools.benchmark, "resident", plans.elements]
    for (name, options) in [("diff, elements", []), ("diff, no impact", ["--no-impact"])] {
      let own = [Tools.plumbline, "diff", plans.elements, plans.revised] + options
      let (costs, floor) = try inTurn(own, load, allowed: 1)
      table.row(plans.k, name, costs, against: floor.map { ("load of one", $0) })
    }
  }

  /// The load alone, in this process.
  private func loading(_ table: Table) throws {
    for (name, path) in [("elements", plans.elements), ("attributes", plans.attributes)] {
      let seconds = try (0..<runs).map { _ in
        try ContinuousClock().measure { _ = try PlanLoader.load([path]) }.seconds
      }
      table.row(plans.k, "load, \(name)", Median(seconds: seconds), against: nil)
    }
  }

  /// Structure, oversubscription and bisection from the loaded fabric, against the partitioner's
  /// process on the same graph.
  private func graph(_ table: Table) throws {
    let fabric = try PlanLoader.load([plans.attributes]).fabric
    let peer = Tools.find("gpmetis").map { [$0, plans.graph, "2"] }
    var capacitySeconds: [Double] = []
    var structureSeconds: [Double] = []
    var peers: [ProcessCost] = []
    var capacity: Capacity?
    for _ in 0..<runs {
      let clock = ContinuousClock()
      let start = clock.now
      let topology = Topology(fabric)
      let speeds = LinkSpeeds(fabric, topology)
      let middle = clock.now
      capacity = CapacityModel(topology, speeds, fabric).capacity(
        fabric, effort: .normal, pieces: 1)
      capacitySeconds.append(middle.duration(to: clock.now).seconds)
      structureSeconds.append(start.duration(to: middle).seconds)
      if let peer { peers.append(try ProcessCost.of(peer)) }
    }
    let floor = peers.isEmpty ? nil : Median(peers)
    let both = zip(capacitySeconds, structureSeconds).map { $0 + $1 }
    table.row(plans.k, "tiers, pods, design", Median(seconds: structureSeconds), against: nil)
    table.row(
      plans.k, "bisection and oversubscription", Median(seconds: capacitySeconds),
      against: floor.map { ("gpmetis", $0) })
    table.row(
      plans.k, "all from the loaded fabric", Median(seconds: both),
      against: floor.map { ("gpmetis", $0) })
    guard let bisection = capacity?.bisection else { return }
    table.note(
      "bisection \(bisection.isExact ? "exactly" : "not exactly") \(bisection.upper) Gb/s "
        + "of \(bisection.full)")
  }

  /// A command and its peer, one after the other, `runs` times.
  ///
  /// - Parameter status: how the command may end beside 0.
  private func inTurn(
    _ own: [String], _ peer: [String]?, allowed status: Int = 0
  ) throws -> (Median, Median?) {
    var costs: [ProcessCost] = []
    var others: [ProcessCost] = []
    for _ in 0..<runs {
      costs.append(try ProcessCost.of(own))
      if let peer { others.append(try ProcessCost.of(peer)) }
    }
    for (command, cost) in [(own, costs.last), (peer ?? [], others.last)] {
      guard let cost, cost.status != 0, cost.status != status else { continue }
      throw ValidationError("\(command.joined(separator: " ")) ended with \(cost.status)")
    }
    return (Median(costs), others.isEmpty ? nil : Median(others))
  }

  private func residentBytes(_ path: String) throws -> (bytes: Int, cables: Int) {
    let text = try Tools.output(of: [Tools.benchmark, "resident", path])
    let fields = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    guard fields.count == 2 else { throw ValidationError("the memory could not be measured") }
    return (fields[0], fields[1])
  }
}
