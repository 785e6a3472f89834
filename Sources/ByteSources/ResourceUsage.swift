internal import Glibc

/// What the system has counted for a process.
package struct ResourceUsage: Sendable {
  package var seconds: Double
  /// User and system time together.
  package var processorSeconds: Double
  /// The most memory that was resident at once, in bytes; at least that of the process that started
  /// it, because the system hands that figure down.
  package var peakBytes: Int
  /// The exit status; 128 and the number of the signal for a process that one ended.
  package var status: Int

  /// Runs a program to its end, with nothing on its streams, and tells what it took.
  ///
  /// - Parameter command: the program's path and its arguments.
  /// - Returns: nil where it cannot be started.
  package static func measure(_ command: [String]) -> ResourceUsage? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for stream: Int32 in 0...2 {
      unsafe posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
    }
    // Copies of the arguments for C, ended by nil; freed when the child has its own.
    var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
    defer {
      for index in unsafe arguments.indices { unsafe free(arguments[index]) }
    }
    let clock = ContinuousClock()
    let start = clock.now
    var child = pid_t()
    guard unsafe posix_spawn(&child, command[0], &actions, nil, &arguments, environ) == 0 else {
      return nil
    }
    var status: Int32 = 0
    var usage = rusage()
    // Both are this function's own variables; the call fills them.
    while unsafe wait4(child, &status, 0, &usage) < 0 { if errno != EINTR { return nil } }
    let elapsed = start.duration(to: clock.now).components
    let seconds = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    let signal = status & 0x7f
    return ResourceUsage(
      seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18,
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakBytes: usage.ru_maxrss * 1024,
      status: signal == 0 ? Int(status >> 8 & 0xff) : 128 + Int(signal))
  }

  /// Memory of this process that is resident now, in bytes; 0 where the system does not say.
  package static func residentBytes() -> Int {
    guard let text = try? SmallFile.text("/proc/self/statm") else { return 0 }
    let fields = text.split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }
}
