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
  /// What comes before the bytes of the file: what `peek` has read, or a piece's `before`.
  private var ahead: [UInt8] = []
  private var aheadOffset = 0
  /// Bytes of the file that still belong to a piece; nil for a whole file.
  private var rest: Int?
  /// What follows the bytes of a piece.
  private var behind: [UInt8] = []

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

  /// Opens a piece of a regular file, between bytes that make a whole of it.
  package convenience init(
    path: String, piece: Range<Int>, before: [UInt8], after: [UInt8]
  ) throws(ByteSourceError) {
    try self.init(path: path)
    ahead = before
    rest = piece.count
    behind = after
    if lseek(descriptor, piece.lowerBound, SEEK_SET) < 0 {
      throw Self.failure(path, "cannot be read from its middle", errno)
    }
  }

  deinit {
    if closesDescriptor && descriptor >= 0 { close(descriptor) }
  }

  /// Fills `buffer` from its start and returns how many bytes came; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    var count = min(buffer.count, ahead.count - aheadOffset)
    if count > 0 {
      // As many bytes as both sides have, by the minimum.
      unsafe buffer.copyBytes(from: ahead[aheadOffset..<(aheadOffset + count)])
      aheadOffset += count
      if aheadOffset == ahead.count { (ahead, aheadOffset) = ([], 0) }
    } else {
      count = try unsafe readOn(into: buffer)
      if count == 0 { isAtEnd = true }
    }
    position += count
    return count
  }

  /// The next bytes, which `read` gives again: fewer than `count` only where the input ends.
  ///
  /// - Precondition: nothing has been read yet.
  package func peek(_ count: Int) throws(ByteSourceError) -> [UInt8] {
    precondition(position == 0, "only the start of an input is looked at beforehand")
    guard ahead.count < count else { return Array(ahead[..<count]) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { unsafe piece.deallocate() }
    while ahead.count < count {
      // The rebased part lies inside `piece`, which lives until the function ends.
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: piece[..<(count - ahead.count)])
      let more = try unsafe readOn(into: rest)
      if more == 0 { break }
      unsafe ahead.append(contentsOf: rest[..<more])
    }
    return ahead
  }

  private func readOn(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    if rest == 0 {
      let count = min(buffer.count, behind.count)
      // As many bytes as both sides have, by the minimum.
      unsafe buffer.copyBytes(from: behind[..<count])
      behind.removeFirst(count)
      return count
    }
    let wanted = min(buffer.count, rest ?? buffer.count)
    while true {
      // The buffer is the caller's and outlives the call.
      let count = unsafe Glibc.read(descriptor, buffer.baseAddress, wanted)
      if count >= 0 {
        // A file that has become shorter meanwhile has no more of the piece.
        if let left = rest { rest = count == 0 ? 0 : left - count }
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
