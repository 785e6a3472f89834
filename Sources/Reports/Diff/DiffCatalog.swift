/// All forms of a report about two revisions; the first is the default.
package enum DiffCatalog {
  package static let all: [any DiffReport.Type] = [
    DiffText.self,
    DiffJSON.self,
  ]
}
