internal import FabricDesigns
internal import FabricFormats
internal import Reports

/// What there is to choose from, by name and as pages to read.
public enum Catalogs {
  /// Dialects that can be read.
  public static var dialects: [String] { Verification.dialectNames }
  /// Dialects that can be written.
  public static var writableDialects: [String] { DialectCatalog.writable.map { $0.name } }
  /// Designs that can be generated.
  public static var designs: [String] { Generation.designNames }
  /// What `generate` takes, for its help: designs with their parameters, presets, faults, dialects.
  public static var generation: String { Generation.overview }

  /// The forms that a page comes in; the first is the default.
  public enum PageFormat: String, Sendable, Hashable, CaseIterable {
    case text, json
  }

  /// What each dialect can say.
  public static func dialectPage(_ format: PageFormat, _ style: ReportStyle) -> [UInt8] {
    switch format {
    case .text: DialectPage.text(of: DialectCatalog.all, style.options)
    case .json: DialectPage.json(of: DialectCatalog.all)
    }
  }

  /// Designs with their parameters, presets, and faults to plant in them.
  public static func designPage(_ format: PageFormat, _ style: ReportStyle) -> [UInt8] {
    switch format {
    case .text:
      DesignPage.text(
        of: DesignCatalog.all, DesignPresets.all, FaultKind.allCases, style.options)
    case .json: DesignPage.json(of: DesignCatalog.all, DesignPresets.all, FaultKind.allCases)
    }
  }
}
