/// All forms of a report, in the order of the help text; the first is the default.
package enum ReportCatalog {
  package static let all: [any VerificationReport.Type] = [
    TextReport.self,
    JSONReport.self,
  ]

  /// Those that can also tell the result of `capacity`.
  package static var capacity: [any CapacityReport.Type] {
    all.compactMap { $0 as? any CapacityReport.Type }
  }
}
