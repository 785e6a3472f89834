// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same settings: Swift 6 mode, strict memory safety, no warnings.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies + ["TestSupport"], swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "Plumbline",
  products: [
    .executable(name: "plumbline", targets: ["plumbline"]),
    .executable(name: "plumbline-bench", targets: ["plumbline-bench"]),
    .library(name: "PlumblineKit", targets: ["PlumblineKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // In pipeline order: what a module may import stands above it.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    module("ParallelLoops"),
    module("ByteSources"),
    module("XMLEvents", ["CLibXML2", "ParallelLoops", "ByteSources"]),
    module("FabricModel"),
    module("GraphEngine", ["ParallelLoops"]),
    module("Findings", ["FabricModel"]),
    module(
      "FabricFormats",
      ["FabricModel", "Findings", "XMLEvents", "ByteSources", "ParallelLoops"],
      exclude: ["Schemas"]),
    module("FabricDesigns", ["FabricModel", yams]),
    module("FabricTopology", ["GraphEngine", "FabricDesigns", "FabricModel"]),
    module("FabricMetrics", ["FabricTopology", "GraphEngine", "FabricModel"]),
    module("FabricComparison", ["FabricTopology", "FabricModel"]),
    module(
      "WorkOrders", ["FabricComparison", "FabricTopology", "Findings", "FabricModel"]),
    module(
      "FabricChecks",
      [
        "FabricMetrics", "FabricComparison", "FabricTopology", "FabricDesigns", "FabricFormats",
        "FabricModel", "Findings",
      ]),
    module(
      "Reports",
      [
        "WorkOrders", "FabricChecks", "FabricComparison", "FabricMetrics", "FabricTopology",
        "FabricDesigns", "FabricFormats", "FabricModel", "Findings",
      ]),
    module(
      "PlumblineKit",
      [
        "Reports", "WorkOrders", "FabricChecks", "FabricComparison", "FabricMetrics",
        "FabricTopology", "FabricDesigns", "FabricFormats", "Findings", "FabricModel",
        "GraphEngine", "XMLEvents", "ByteSources", "ParallelLoops",
      ]),
    .executableTarget(
      name: "plumbline",
      dependencies: ["PlumblineKit", argumentParser], swiftSettings: settings),
    .executableTarget(
      name: "plumbline-bench",
      dependencies: ["PlumblineKit", argumentParser], swiftSettings: settings),
    module(
      "TestSupport",
      [
        "PlumblineKit", "Reports", "WorkOrders", "FabricChecks", "FabricMetrics",
        "FabricComparison", "FabricTopology", "FabricDesigns", "FabricFormats", "Findings",
        "FabricModel", "GraphEngine", "XMLEvents", "ByteSources", "ParallelLoops",
      ]),
    tests("Contract", []),
    tests("ParallelLoops", ["ParallelLoops"]),
    tests("ByteSources", ["ByteSources"]),
    tests("XMLEvents", ["XMLEvents"]),
    tests("FabricModel", ["FabricModel"]),
    tests("GraphEngine", ["GraphEngine"]),
    tests("FabricFormats", ["FabricFormats"]),
    tests("FabricDesigns", ["FabricDesigns"]),
    tests("FabricTopology", ["FabricTopology"]),
    tests("FabricMetrics", ["FabricMetrics"]),
    tests("FabricComparison", ["FabricComparison"]),
    tests("WorkOrders", ["WorkOrders", "FabricComparison"]),
    tests("FabricChecks", ["FabricChecks"]),
    tests("Reports", ["Reports"]),
    tests("EndToEnd", ["PlumblineKit"]),
  ]
)
