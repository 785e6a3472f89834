package import Foundation

/// The files of this package, for tests of conventions and of the plans that come with it.
package enum SourceTree {
  /// The folder of `Package.swift`.
  package static let root: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder
  }()

  package static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Paths below a folder, relative to the root, sorted; hidden files and build products left out.
  package static func files(_ folder: String, extension ending: String) throws -> [String] {
    let base = root.appendingPathComponent(folder)
    guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
    var paths: [String] = []
    for case let path as String in walk where path.hasSuffix("." + ending) {
      guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else { continue }
      paths.append(folder.isEmpty ? path : "\(folder)/\(path)")
    }
    return paths.sorted()
  }
}
