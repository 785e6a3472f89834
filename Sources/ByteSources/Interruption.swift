internal import Glibc
internal import Synchronization

/// What happens when somebody presses Ctrl-C: temporary files go, and the status says why.
package enum Interruption {
  /// One entry of the list of files to remove.
  package struct Slot: Sendable {
    fileprivate let index: Int
  }

  /// A run writes two files at most; whoever needs more gets no slot and only loses the clean-up.
  private static let capacity = 8

  /// Addresses of C strings, 0 for a free slot. Atomic, because the handler may read them between
  /// any two instructions of any thread; the memory is never freed.
  nonisolated(unsafe) private static let files: UnsafeMutablePointer<Atomic<UInt>> = {
    let files = UnsafeMutablePointer<Atomic<UInt>>.allocate(capacity: capacity)
    for index in 0..<capacity {
      // In bounds by the loop; raw memory until here.
      unsafe (files + index).initialize(to: Atomic(0))
    }
    return unsafe files
  }()

  /// Makes SIGINT, SIGTERM, SIGHUP and SIGQUIT remove the files and end the process with 128 + signal, and
  /// SIGPIPE an error code like any other.
  ///
  /// A signal that the process was started with as ignored (`nohup`, a background job) stays so.
  package static func install() {
    keepStandardDescriptorsTaken()
    signal(SIGPIPE, SIG_IGN)
    // The first use allocates, which a handler must not do.
    _ = unsafe files
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      var current = sigaction()
      // Both structs are locals; a nil action only asks.
      guard unsafe sigaction(number, nil, &current) == 0 else { continue }
      let disposition = unsafe current.__sigaction_handler.sa_handler
      // The system's "ignore" is the address 1, which is no function: only its bits are compared.
      if unsafe unsafeBitCast(disposition, to: Int.self) == 1 { continue }
      signal(number) { Interruption.leave($0) }
    }
  }

  static func removeOnSignal(_ path: String) -> Slot? {
    // Copied once and never freed: a handler may be reading it.
    guard let copy = unsafe strdup(path) else { return nil }
    for index in 0..<capacity {
      // In bounds by the loop.
      let isTaken = unsafe files[index].compareExchange(
        expected: 0, desired: UInt(bitPattern: copy), ordering: .sequentiallyConsistent
      ).exchanged
      if isTaken { return Slot(index: index) }
    }
    return nil
  }

  static func forget(_ slot: Slot?) {
    guard let slot else { return }
    // In bounds: slots are only made by `removeOnSignal`.
    unsafe files[slot.index].store(0, ordering: .sequentiallyConsistent)
  }

  /// The handler. Only calls that POSIX allows in one: `unlink` and `_exit`.
  private static func leave(_ number: Int32) {
    for index in 0..<capacity {
      // In bounds by the loop; an address that is not 0 is a string that lives for ever.
      let address = unsafe files[index].load(ordering: .sequentiallyConsistent)
      if let path = unsafe UnsafePointer<CChar>(bitPattern: address) { unsafe unlink(path) }
    }
    _exit(128 + number)
  }

  /// Opens something in the place of a closed standard stream. Otherwise the next file would get
  /// its number, and a message for standard error would land in the middle of a plan.
  private static func keepStandardDescriptorsTaken() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
      // The wrong way round, so that using the stream still fails.
      _ = unsafe open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
