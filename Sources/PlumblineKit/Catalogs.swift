/// What there is to choose from, by name.
public enum Catalogs {
  /// Dialects that can be read or written.
  public static var dialects: [String] { Verification.dialectNames }
  /// Designs that can be generated.
  public static var designs: [String] { Generation.designNames }
  /// What `generate` takes, for its help: designs with their parameters, presets, faults, dialects.
  public static var generation: String { Generation.overview }
}
