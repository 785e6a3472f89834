internal import Glibc

/// Which files an input names.
package enum Inputs {
  /// A folder becomes its files in the order of their names, without hidden ones and without
  /// descending; anything else stays as it is.
  package static func files(_ path: String) throws(ByteSourceError) -> [String] {
    var status = stat()
    guard path != "-", unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return [path]
    }
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
    let separator = path.hasSuffix("/") ? "" : "/"
    var files: [String] = []
    for name in names.sorted() {
      var status = stat()
      let file = path + separator + name
      if unsafe stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG { files.append(file) }
    }
    if files.isEmpty {
      throw ByteSourceError(
        path: path, detail: "is a folder without a file", nextStep: "put the plan's files into it")
    }
    return files
  }
}
