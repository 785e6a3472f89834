import FabricComparison
import FabricDesigns
import FabricModel
import FabricTopology
import Foundation
import Reports
import WorkOrders

func fabric(_ d: some FabricSequence) throws -> Fabric { var b = FabricBuilder(); try d.send(to: &b); return b.build() }
func time<T>(_ n: String, _ f: () throws -> T) rethrows -> T {
  let t = Date(); let r = try f(); FileHandle.standardError.write("\(n): \(Date().timeIntervalSince(t))\n".data(using: .utf8)!); return r
}
let k = CommandLine.arguments[1], faults = CommandLine.arguments[2], form = CommandLine.arguments[3]
func run(_ design: some Design) throws {
  let desired = try fabric(design)
  let plan = try FaultPlan(FaultRequest.parse(faults), on: design, seed: 3)
  var current = try fabric(FaultedDesign(design, plan: plan))
  if form.hasPrefix("first") { current = Fabric() }
  let topology = time("topology") { Topology(desired) }
  let alignment = time("alignment") { Alignment(current: current, desired: desired, standing: form.hasPrefix("first") ? .revision : .observation) }
  var task: WorkTask
  if form.hasPrefix("first") { task = WorkTask(alignment, time("differences") { Differences(alignment) }, topology: topology) }
  else { let c = time("explained") { ComparedFabrics(alignment, topology: topology) }; task = time("task") { WorkTask(c, topology: topology) } }
  let order = try time("order") { try WorkOrder.make(for: task) }
  _ = try time("replay alone") { try WorkOrder.replay(order) }
  for r in WorkOrderCatalog.all {
    var o = ReportOptions(); o.rows = 0
    let b = time("render " + r.name) { r.render(order, subject: "colossus", o) }
    if form.hasSuffix(r.name) { FileHandle.standardOutput.write(Data(b)) }
    FileHandle.standardError.write("\(b.count) bytes\n".data(using: .utf8)!)
  }
  FileHandle.standardError.write("touches \(order.touches) steps \(order.steps.count) notes \(order.notes.count) low \(order.simulation)\n".data(using: .utf8)!)
}
try run(DesignCatalog.design(named: "fat-tree", overrides: ["k": k, "spare": "2"]))
