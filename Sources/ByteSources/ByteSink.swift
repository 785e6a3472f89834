/// What takes the bytes of an output: a file, or standard output.
///
/// A class, so that a writer of one format can hold it while whoever opened it still decides
/// between `commit` and `discard`.
package protocol ByteSink: AnyObject {
  /// Appends bytes to the buffer; every 256 KiB they go to the system.
  ///
  /// - Throws: the first failure, again at every later call, so that none can be overlooked.
  func write(_ bytes: Span<UInt8>) throws(OutputError)

  /// Hands everything to the system, and waits until it is safe where it can be made safe.
  func finish() throws(OutputError)
}

extension ByteSink {
  @inlinable package func write(_ bytes: [UInt8]) throws(OutputError) {
    try write(bytes.span)
  }

  @inlinable package func write(_ text: String) throws(OutputError) {
    try write(text.utf8.span)
  }
}

/// Bytes on their way out, collected to pieces that are worth a system call.
struct OutputBuffer {
  /// From 64 KiB on, larger pieces are no faster on any file system that was tried; 256 KiB keep
  /// the calls for the plan of a large fabric below four hundred.
  static let limit = 256 << 10

  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(Self.limit) }

  /// Whether a span of this length still fits.
  func hasRoom(for count: Int) -> Bool { bytes.count &+ count <= Self.limit }

  mutating func append(_ span: Span<UInt8>) {
    // The pointer does not leave the closure; a loop over the span costs six times as much.
    unsafe span.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Writes and forgets what is held; the `errno` of a write that failed, else nil.
  mutating func drain(to descriptor: Int32) -> Int32? {
    if let code = Descriptor.write(bytes.span, to: descriptor) { return code }
    bytes.removeAll(keepingCapacity: true)
    return nil
  }
}
