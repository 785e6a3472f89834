internal import Glibc

/// Which files an input names.
package enum Inputs {
  /// A folder becomes all files below it, without hidden ones, in the order of their names, those of
  /// a folder before those of the folders in it; anything else stays as it is. Folders are followed
  /// through links only to a depth that no real tree has, so that a circle ends.
  package static func files(_ path: String) throws(ByteSourceError) -> [String] {
    var status = stat()
    guard path != "-", unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return [path]
    }
    let files = try files(inFolder: path, depth: 0)
    if files.isEmpty {
      throw ByteSourceError(
        path: path, detail: "is a folder without a file", nextStep: "put the plan's files into it")
    }
    return files
  }

  private static let mostDepth = 16

  private static func files(
    inFolder path: String, depth: Int
  ) throws(ByteSourceError) -> [String] {
    guard depth < mostDepth else {
      throw ByteSourceError(
        path: path, detail: "is a folder \(mostDepth) folders deep",
        nextStep: "name the folder of the plan itself")
    }
    let separator = path.hasSuffix("/") ? "" : "/"
    var files: [String] = []
    var folders: [String] = []
    for name in try names(inFolder: path) {
      var status = stat()
      let entry = path + separator + name
      guard unsafe stat(entry, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFREG { files.append(entry) }
      if status.st_mode & S_IFMT == S_IFDIR { folders.append(entry) }
    }
    for folder in folders { files += try Self.files(inFolder: folder, depth: depth + 1) }
    return files
  }

  /// The names in a folder in order, without hidden ones.
  private static func names(inFolder path: String) throws(ByteSourceError) -> [String] {
    guard let folder = unsafe opendir(path) else {
      throw ByteSourceError(
        path: path, detail: "cannot be listed", nextStep: "ask for permission to read the folder")
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      // The name is an inline array of C characters, ended by a zero.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
          unsafe String(cString: characters)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
