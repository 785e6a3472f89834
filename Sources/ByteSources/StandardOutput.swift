internal import Glibc

/// Standard output or standard error, buffered, with every write checked.
///
/// A reader that has gone (`plumbline … | head`) is no failure: the rest is dropped in silence, as
/// the reader wanted. A full disk behind a redirection is one, and Swift's `print` would hide it.
package final class StandardOutput: ByteSink {
  package enum Stream: Int32, Sendable {
    case output = 1
    case error = 2
  }

  private let stream: Stream
  private var buffer = OutputBuffer()
  private var failure: OutputError?
  /// Whether the other end of the pipe was closed; what is written from then on goes nowhere.
  package private(set) var readerIsGone = false

  package init(_ stream: Stream = .output) { self.stream = stream }

  package func write(_ bytes: Span<UInt8>) throws(OutputError) {
    if let failure { throw failure }
    if !buffer.hasRoom(for: bytes.count) { try finish() }
    if readerIsGone { return }
    if buffer.hasRoom(for: bytes.count) {
      buffer.append(bytes)
    } else {
      try check(Descriptor.write(bytes, to: stream.rawValue))
    }
  }

  package func finish() throws(OutputError) {
    if let failure { throw failure }
    if !readerIsGone { try check(buffer.drain(to: stream.rawValue)) }
  }

  private func check(_ code: Int32?) throws(OutputError) {
    guard let code else { return }
    if code == EPIPE {
      readerIsGone = true
      return
    }
    let name = stream == .output ? "standard output" : "standard error"
    let failure = OutputError(path: name, cause: .system(call: "write", code: code))
    self.failure = failure
    throw failure
  }
}

/// Writing to a file descriptor until all is written.
enum Descriptor {
  /// - Returns: nil when every byte went out, else the `errno` of the write that failed.
  static func write(_ bytes: Span<UInt8>, to descriptor: Int32) -> Int32? {
    var offset = 0
    while offset < bytes.count {
      let rest = bytes.extracting(offset..<bytes.count)
      // The pointer does not leave the closure, and the count is the span's own.
      let written = unsafe rest.withUnsafeBufferPointer {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written > 0 {
        offset += written
      } else if written == 0 {
        return EIO
      } else if errno == EAGAIN {
        // A terminal that another program set to non-blocking: wait until it takes more.
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&state, 1, -1)  // one entry, as the count says
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
