import FabricComparison
import FabricFormats
import FabricModel
import FabricTopology
import Foundation
import Reports
import TestSupport
import Testing
import WorkOrders

/// What the contract demands of work orders, for every plan that the project holds.
@Suite("the contract of work orders")
struct WorkOrderContractTests {
  @Test("every form tells the first build of every clean plan, and says the same twice")
  func firstBuilds() throws {
    for path in try SourceTree.files("topologies/clean", extension: "xml") {
      let plan = try PlanLoader.load([path]).fabric
      let alignment = Alignment(current: Fabric(), desired: plan, standing: .revision)
      let task = WorkTask(alignment, Differences(alignment), topology: Topology(plan))
      let order = try WorkOrder.make(for: task)
      #expect(!order.steps.isEmpty, "\(path)")
      #expect(order.cablesToRemove == 0 && order.cablesToMove == 0)
      try expectForms(of: order, path)
    }
  }

  @Test("every form tells the order for every faulty plan with what was seen on the floor")
  func faultyPairs() throws {
    for seen in try SourceTree.files("topologies/faulty", extension: "xml")
    where seen.hasSuffix(".observed.xml") {
      let plan = try PlanLoader.load([seen.replacing(".observed.xml", with: ".xml")]).fabric
      let topology = Topology(plan)
      let compared = ComparedFabrics(
        current: try PlanLoader.load([seen]).fabric, desired: plan, topology: topology)
      let order = try WorkOrder.make(for: WorkTask(compared, topology: topology))
      #expect(!order.isRefused || order.steps.isEmpty, "\(seen)")
      #expect(
        order.isRefused
          || order.simulation.reachesDesired == (order.leftOut.isEmpty && order.kept.isEmpty),
        "\(seen)")
      try expectForms(of: order, seen)
    }
  }

  private func expectForms(of order: WorkOrder, _ path: String) throws {
    for report in WorkOrderCatalog.all {
      let bytes = report.render(order, subject: path, ReportOptions())
      #expect(bytes == report.render(order, subject: path, ReportOptions()), "\(path)")
      #expect(bytes.last == UInt8(ascii: "\n"), "\(path)")
      if report.fileKind == "json" {
        let document = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        #expect(document?["schema"] as? String == "plumbline/workorder/1", "\(path)")
      }
    }
  }
}
