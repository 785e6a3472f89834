package import WorkOrders

/// A form in which a work order is told.
///
/// Only renders: the order of the steps, their checks and their batches are the order's own. One file
/// for each, and one line in `WorkOrderCatalog.all`.
package protocol WorkOrderReport: SendableMetatype {
  /// What `--format` calls it.
  static var name: String { get }
  /// The extension that such a file usually has.
  static var fileKind: String { get }
  /// One line for the help text.
  static var summary: String { get }

  /// The whole order. The same bytes for the same order and options.
  ///
  /// - Parameter subject: what it is about: the plan's name.
  static func render(_ order: WorkOrder, subject: String, _ options: ReportOptions) -> [UInt8]
}

/// All forms of a work order, in the order of the help text; the first is the default.
package enum WorkOrderCatalog {
  package static let all: [any WorkOrderReport.Type] = [
    WorkOrderText.self,
    WorkOrderCSV.self,
    WorkOrderJSON.self,
  ]
}
