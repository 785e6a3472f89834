internal import Reports

/// What this is.
public enum About {
  public static let name = Tool.name
  public static let version = Tool.version
}
