import TestSupport

/// Which module may import which: the direct ones; what those may import may be imported too.
///
/// In pipeline order: every arrow points upwards.
enum ModuleTable {
  static let direct: [(module: String, imports: [String])] = [
    ("CLibXML2", []),
    ("ParallelLoops", []),
    ("ByteSources", []),
    ("XMLEvents", ["CLibXML2", "ParallelLoops", "ByteSources"]),
    ("FabricModel", []),
    ("GraphEngine", ["ParallelLoops"]),
    ("Findings", ["FabricModel"]),
    ("FabricFormats", ["FabricModel", "Findings", "XMLEvents"]),
    ("FabricDesigns", ["FabricModel", "Yams"]),
    ("FabricTopology", ["GraphEngine", "FabricDesigns"]),
    ("FabricMetrics", ["FabricTopology"]),
    ("FabricComparison", ["FabricTopology"]),
    ("WorkOrders", ["FabricComparison", "Findings"]),
    // FabricFormats for what readers noticed about a plan's files.
    ("FabricChecks", ["FabricMetrics", "FabricComparison", "Findings", "FabricFormats"]),
    ("Reports", ["FabricChecks", "WorkOrders"]),
    ("PlumblineKit", ["Reports"]),
    ("plumbline", ["PlumblineKit", "ArgumentParser"]),
    ("plumbline-bench", ["PlumblineKit", "ArgumentParser"]),
    ("TestSupport", ["PlumblineKit", "FabricComparison", "WorkOrders"]),
  ]

  /// Modules of the system and of the toolchain, with the modules that may import them.
  static let system: [String: Set<String>] = [
    "Dispatch": ["ParallelLoops"],
    "Glibc": ["ParallelLoops", "ByteSources", "XMLEvents", "plumbline-bench"],
    "Synchronization": ["ParallelLoops", "ByteSources", "plumbline-bench"],
    "Foundation": ["TestSupport", "plumbline-bench"],
  ]

  /// All that a module may import, however far up.
  static func allowed(_ module: String) -> Set<String> {
    let direct = direct.first { $0.module == module }?.imports ?? []
    return direct.reduce(into: Set(direct)) { $0.formUnion(allowed($1)) }
  }

  /// The modules that a file imports.
  static func imports(of path: String) throws -> Set<String> {
    let pattern = #/^(?:@\w+ )*(?:package |internal |public |private )?import (?:\w+ )?(\w+)/#
    return Set(
      try SourceTree.text(path).split(separator: "\n").compactMap { line in
        line.prefixMatch(of: pattern).map { String($0.output.1) }
      })
  }

  /// The module of `Sources/FabricModel/Links.swift`.
  static func module(of path: String) -> String { String(path.split(separator: "/")[1]) }
}
