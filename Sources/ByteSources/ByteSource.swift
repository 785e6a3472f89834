internal import Glibc

/// Why an input could not be opened or read.
package struct ByteSourceError: ExplainedError, Hashable {
  package var path: String
  /// What is wrong with it, without the path.
  package var detail: String
  package var nextStep: String

  package init(path: String, detail: String, nextStep: String) {
    self.path = path
    self.detail = detail
    self.nextStep = nextStep
  }

  package var message: String { "\(path): \(detail)" }
}

/// A file or standard input as a stream of bytes, read once, never held whole.
///
/// A plan of 471 MB goes through one buffer: memory does not grow with the file, and a pipe works
/// like a file.
package final class ByteSource {
  /// What messages call it.
  package let name: String
  /// Bytes of a regular file; nil for a pipe, whose length nobody knows beforehand.
  package let size: Int?
  /// Bytes read so far.
  package private(set) var position = 0
  package private(set) var isAtEnd = false
  private let descriptor: Int32
  private let closesDescriptor: Bool

  /// Opens a file, or standard input for `-`.
  package init(path: String) throws(ByteSourceError) {
    if path == "-" {
      name = "standard input"
      descriptor = 0
      closesDescriptor = false
      size = nil
      return
    }
    name = path
    // Glibc's `open` is variadic in C and imported with fixed arguments: no pointer escapes.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    closesDescriptor = true
    guard descriptor >= 0 else { throw Self.failure(path, "cannot be opened", errno) }
    var status = stat()
    // The fields of `status` are read only where the call has filled them.
    let isKnown = unsafe fstat(descriptor, &status) == 0
    let isFolder = isKnown && status.st_mode & S_IFMT == S_IFDIR
    if !isKnown || isFolder {
      let code = errno
      // No `deinit` runs for an object that never was.
      close(descriptor)
      throw isFolder
        ? ByteSourceError(path: path, detail: "is a folder", nextStep: "name a file in it")
        : Self.failure(path, "cannot be looked at", code)
    }
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  deinit {
    if closesDescriptor && descriptor >= 0 { close(descriptor) }
  }

  /// Fills `buffer` from its start and returns how many bytes came; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    while true {
      // The buffer is the caller's and outlives the call.
      let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 {
        position += count
        if count == 0 { isAtEnd = true }
        return count
      }
      if errno != EINTR { throw Self.failure(name, "cannot be read", errno) }
    }
  }

  private static func failure(_ path: String, _ what: String, _ code: Int32) -> ByteSourceError {
    let reason = unsafe String(cString: strerror(code)).lowercased()
    let nextStep =
      switch code {
      case ENOENT: "check the path"
      case EACCES, EPERM: "ask for permission to read it"
      default: "check the disk or the share that it lies on"
      }
    return ByteSourceError(path: path, detail: "\(what): \(reason)", nextStep: nextStep)
  }
}
