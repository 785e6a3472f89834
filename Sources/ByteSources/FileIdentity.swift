internal import Glibc

/// Which file a path leads to, however it is written: two paths of one file are equal here.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64

  /// Nil for standard input, and where there is no file.
  package init?(path: String) {
    var status = stat()
    // `status` is a local of the right type; the string lives for the whole call.
    guard path != "-", unsafe stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}
