/// Files that are read whole: settings and design files, never plans.
package enum SmallFile {
  /// More than any such file has; a bound against the wrong path.
  private static let limit = 1024 * 1024

  /// The contents of a file as UTF-8.
  ///
  /// - Throws: `ByteSourceError` where it cannot be read, is longer than a megabyte, or is not text.
  package static func text(_ path: String) throws(ByteSourceError) -> String {
    let source = try ByteSource(path: path)
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { unsafe buffer.deallocate() }
    while true {
      // The buffer lives until the function returns, and `read` stays within it.
      let count = try unsafe source.read(into: buffer)
      if count == 0 { break }
      unsafe bytes.append(contentsOf: buffer.prefix(count))
      guard bytes.count <= limit else {
        throw ByteSourceError(
          path: path, detail: "is longer than \(limit) bytes", nextStep: "check the path")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ByteSourceError(path: path, detail: "is not UTF-8 text", nextStep: "check the path")
    }
    return text
  }
}
