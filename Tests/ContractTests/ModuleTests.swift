import TestSupport
import Testing

/// The module table is law: imports point one way.
@Suite struct ModuleTests {
  private let sources: [String]

  init() throws { sources = try SourceTree.files("Sources", extension: "swift") }

  @Test("every folder of sources is a module of the table")
  func folders() {
    #expect(!sources.isEmpty)
    #expect(
      Set(sources.map { ModuleTable.module(of: $0) }).union(["CLibXML2"])
        == Set(ModuleTable.direct.map(\.module)))
  }

  @Test("a module stands below all that it imports")
  func order() {
    var seen: Set<String> = ["Yams", "ArgumentParser"]
    for (module, imports) in ModuleTable.direct {
      #expect(seen.isSuperset(of: imports), "\(module)")
      seen.insert(module)
    }
  }

  @Test("a file imports only what the table allows its module")
  func imports() throws {
    for path in sources {
      let module = ModuleTable.module(of: path)
      let allowed = ModuleTable.allowed(module)
      for name in try ModuleTable.imports(of: path) where !allowed.contains(name) {
        let isSystem = ModuleTable.system[name]?.contains(module) == true
        #expect(isSystem, "\(path) imports \(name)")
      }
    }
  }

  @Test("Package.swift lets a module depend only on what the table allows")
  func manifest() throws {
    let manifest = try SourceTree.text("Package.swift")
    let module = #/module\(\s*"(\w+)",\s*\[([^\]]*)\]/#
    let executable = #/name: "([\w-]+)",\s*dependencies: \[([^\]]*)\]/#
    let found =
      manifest.matches(of: module).map(\.output)
      + manifest.matches(of: executable)
      .map(\.output)
    #expect(found.count >= 10)
    for (_, name, list) in found {
      let names = list.split(whereSeparator: { ", \n\"".contains($0) }).map { word in
        ["yams": "Yams", "argumentParser": "ArgumentParser"][word] ?? String(word)
      }
      let extra = Set(names).subtracting(ModuleTable.allowed(String(name)))
      #expect(extra == [], "\(name)")
    }
  }

  @Test("Dispatch is imported in ParallelLoops alone")
  func dispatch() throws {
    let importers = try sources.filter { try ModuleTable.imports(of: $0).contains("Dispatch") }
    #expect(Set(importers.map { ModuleTable.module(of: $0) }) == ["ParallelLoops"])
  }

  @Test("no module between the bytes and the findings imports Foundation")
  func loadPath() throws {
    let end = ModuleTable.direct.firstIndex { $0.module == "FabricChecks" }!
    let modules = Set(ModuleTable.direct[...end].map(\.module))
    for path in sources where modules.contains(ModuleTable.module(of: path)) {
      #expect(!(try ModuleTable.imports(of: path).contains("Foundation")), "\(path)")
    }
  }
}
