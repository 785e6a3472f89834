import FabricChecks
import FabricComparison
import FabricDesigns
import FabricFormats
import Reports
import TestSupport
import Testing

/// One file and one line: what is in a folder is in its catalog, and the other way round.
@Suite struct CatalogTests {
  /// Types that adopt one of `protocols`, each with the file that it stands in.
  private func adopters(
    of protocols: [String], in folder: String
  ) throws -> [(type: String, path: String)] {
    let pattern = #/(?:struct|enum|final class) (\w+): ([\w, ]+)\{/#
    return try SourceTree.files(folder, extension: "swift").flatMap { path in
      try SourceTree.text(path).matches(of: pattern).compactMap { match in
        let adopted = match.output.2.split(whereSeparator: { ", ".contains($0) }).map(String.init)
        return adopted.contains(where: protocols.contains)
          ? (String(match.output.1), path) : nil
      }
    }
  }

  private func expectCatalog(
    _ catalog: [Any.Type], of protocols: [String], in folder: String
  ) throws {
    let found = try adopters(of: protocols, in: folder)
    let listed = catalog.map { String(describing: $0) }
    #expect(found.map(\.type).sorted() == listed.sorted())
    for (type, path) in found {
      #expect(path.hasSuffix("/\(type).swift"), "\(type) stands in \(path)")
    }
  }

  @Test("every check is in the catalog and in a file of its own")
  func checks() throws {
    try expectCatalog(
      CheckCatalog.all.map { $0 as Any.Type }, of: ["Check"], in: "Sources/FabricChecks")
  }

  @Test("every check of what was observed is in the catalog and in a file of its own")
  func observedChecks() throws {
    try expectCatalog(
      CheckCatalog.observed.map { $0 as Any.Type }, of: ["ObservedCheck", "ActCheck"],
      in: "Sources/FabricChecks/Observed")
  }

  @Test("every dialect is in the catalog and in a file of its own")
  func dialects() throws {
    try expectCatalog(
      DialectCatalog.all.map { $0 as Any.Type },
      of: ["Dialect", "XMLDialect", "PiecewiseXMLDialect", "TextDialect"],
      in: "Sources/FabricFormats/Dialects")
  }

  @Test("every design is in the catalog and in a file of its own")
  func designs() throws {
    try expectCatalog(
      DesignCatalog.all.map { $0 as Any.Type }, of: ["Design", "ClosDesign"],
      in: "Sources/FabricDesigns")
  }

  @Test("every kind of fault is in the catalog and in a file of its own")
  func faults() throws {
    let folder = "Sources/FabricDesigns/Faults/Kinds"
    let found = try SourceTree.files(folder, extension: "swift").map { path in
      let names = try SourceTree.text(path).matches(of: #/FaultKind\("([^"]*)"\)/#)
      #expect(names.count == 1, "\(path)")
      return names.first.map { String($0.output.1) } ?? path
    }
    #expect(found.sorted() == FaultKind.allCases.map(\.name).sorted())
  }

  @Test("every report is in the catalog and in a file of its own")
  func reports() throws {
    try expectCatalog(
      ReportCatalog.all.map { $0 as Any.Type }, of: ["VerificationReport", "CapacityReport"],
      in: "Sources/Reports")
    try expectCatalog(
      DiffCatalog.all.map { $0 as Any.Type }, of: ["DiffReport"], in: "Sources/Reports/Diff")
  }

  @Test("every explanation is in the catalog and in a file of its own")
  func explanations() throws {
    let folder = "Sources/FabricComparison/Explanations"
    let found = try adopters(of: ["ExplanationPattern"], in: folder)
    #expect(found.map(\.type).sorted() == ExplanationKinds.patterns.sorted())
    for (type, path) in found { #expect(path.hasSuffix("/\(type).swift"), "\(path)") }
    #expect(Set(ExplanationKinds.all.map(\.name)).count == ExplanationKinds.all.count)
  }

  @Test("every form of a work order is in the catalog and in a file of its own")
  func workOrders() throws {
    try expectCatalog(
      WorkOrderCatalog.all.map { $0 as Any.Type }, of: ["WorkOrderReport"],
      in: "Sources/Reports/WorkOrder")
  }

  @Test("names of dialects, designs, faults and reports are unique and in kebab case")
  func names() {
    let lists = [
      DialectCatalog.all.map { $0.name }, DesignCatalog.all.map { $0.name },
      ReportCatalog.all.map { $0.name }, FaultKind.allCases.map(\.name),
      WorkOrderCatalog.all.map { $0.name },
    ]
    for names in lists {
      #expect(Set(names).count == names.count)
      #expect(names.allSatisfy { $0.wholeMatch(of: #/[a-z0-9]+(?:-[a-z0-9]+)*/#) != nil })
    }
  }
}
