internal import Glibc

/// A file that appears whole or not at all.
///
/// The bytes go to a file with a name of its own in the same folder, which takes the wanted name
/// only when everything is on the disk. A full disk, a signal or an error leaves what was there
/// before, and nothing beside it. A technician who prints a work order from a file can rely on its
/// last line being there.
package final class OutputFile: ByteSink {
  package let path: String
  private let folder: String
  private let temporary: String
  private let force: Bool
  private var descriptor: Int32
  private var slot: Interruption.Slot?
  private var buffer = OutputBuffer()
  private var failure: OutputError?
  private var isSynced = false

  /// Opens the temporary file.
  ///
  /// - Parameter force: whether an existing regular file may be replaced.
  /// - Throws: `OutputError` where the path is taken, is a link, a folder or a device, or where the
  ///   folder does not take a file.
  package init(path: String, force: Bool) throws(OutputError) {
    try Self.check(path: path, force: force)
    self.path = path
    self.force = force
    folder = Self.folder(of: path)
    var (number, opened, name) = (0, Int32(-1), "")
    repeat {
      name = "\(folder)/.plumbline-\(getpid())-\(number).tmp"
      // Mode 0600: nobody else reads a half-written file.
      opened = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      number += 1
    } while opened < 0 && (errno == EINTR || errno == EEXIST) && number < 1000
    guard opened >= 0 else {
      throw OutputError(path: path, cause: .system(call: "open", code: errno))
    }
    descriptor = opened
    temporary = name
    slot = Interruption.removeOnSignal(name)
  }

  deinit { discard() }

  /// Whether a file can be made here, without making it: asked before an hour of work, not after.
  package static func check(path: String, force: Bool) throws(OutputError) {
    func failed(_ cause: OutputError.Cause) -> OutputError { OutputError(path: path, cause: cause) }
    guard path.utf8.last != UInt8(ascii: "/") else { throw failed(.folder) }
    var status = stat()
    // `status` is a local of the right type.
    if unsafe lstat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFLNK: throw failed(.symbolicLink)
      case S_IFDIR: throw failed(.folder)
      case S_IFREG: if !force { throw failed(.exists) }
      default: throw failed(.special)
      }
    } else if errno != ENOENT || path.isEmpty {
      throw failed(.system(call: "stat", code: errno))
    }
    // The string lives for the whole call.
    guard unsafe access(folder(of: path), W_OK | X_OK) == 0 else {
      throw failed(.system(call: "access", code: errno))
    }
  }

  package func write(_ bytes: Span<UInt8>) throws(OutputError) {
    if let failure { throw failure }
    if !buffer.hasRoom(for: bytes.count) { try flush() }
    if buffer.hasRoom(for: bytes.count) {
      buffer.append(bytes)
    } else if let code = Descriptor.write(bytes, to: descriptor) {
      throw fail("write", code)
    }
  }

  /// Writes what is buffered and waits until the disk has it. Nothing has its final name yet.
  package func finish() throws(OutputError) {
    if let failure { throw failure }
    guard !isSynced else { return }
    try flush()
    // What a file would have got if it had been opened in the usual way.
    if fchmod(descriptor, 0o666 & ~Self.creationMask) != 0 { throw fail("chmod") }
    while fsync(descriptor) != 0 {
      // Pipes and some network volumes have nothing to sync.
      if errno == EINVAL || errno == ENOTSUP { break }
      if errno != EINTR { throw fail("fsync") }
    }
    isSynced = true
  }

  /// Gives the file its name. Call once, last.
  package func commit() throws(OutputError) {
    try finish()
    try takeName()
    Interruption.forget(slot)
    slot = nil
    let closed = close(descriptor)
    descriptor = -1
    if closed != 0 && errno != EINTR { throw fail("close") }
    syncFolder()
  }

  /// Removes the temporary file, unless it has its name already.
  package func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    // The string lives for the whole call.
    unsafe unlink(temporary)
    Interruption.forget(slot)
    slot = nil
  }

  /// With `force` a rename, which replaces. Without it a second name, which never does: a file that
  /// somebody else made in the meantime stays.
  private func takeName() throws(OutputError) {
    if !force {
      // Strings live for the whole of each call.
      if unsafe link(temporary, path) == 0 {
        unsafe unlink(temporary)
        return
      }
      if errno == EEXIST {
        discard()
        throw OutputError(path: path, cause: .exists)
      }
      // Volumes without hard links; the check is the best that is left there.
      try Self.check(path: path, force: false)
    }
    // Strings live for the whole call.
    if unsafe rename(temporary, path) != 0 { throw fail("rename") }
  }

  /// Makes the new name survive a power cut, where the folder can be opened at all.
  private func syncFolder() {
    // The string lives for the whole call.
    let opened = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { return }
    fsync(opened)
    close(opened)
  }

  private func flush() throws(OutputError) {
    if let code = buffer.drain(to: descriptor) { throw fail("write", code) }
  }

  /// Remembers and returns the failure, and removes what was written so far.
  private func fail(_ call: String, _ code: Int32 = errno) -> OutputError {
    let failure = OutputError(path: path, cause: .system(call: call, code: code))
    self.failure = failure
    discard()
    return failure
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The bits that the user takes from new files. The system only tells the old mask when a new
  /// one is set; nothing else makes files in that instant.
  private static var creationMask: mode_t {
    let mask = umask(0o077)
    umask(mask)
    return mask
  }
}
