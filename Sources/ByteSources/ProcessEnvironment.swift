internal import Glibc

/// What the process was started with.
package enum ProcessEnvironment {
  /// An environment variable; nil where it is unset or empty.
  package static func value(_ name: String) -> String? {
    // Copied at once; nothing in this package changes the environment.
    guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
    return unsafe String(cString: value)
  }

  /// Whether a stream ends at a terminal rather than in a file or pipe.
  package static func isTerminal(_ stream: StandardOutput.Stream) -> Bool {
    isatty(stream.rawValue) == 1
  }

  /// Whether the reader's locale can show more than ASCII.
  ///
  /// Without any setting the answer is yes: containers and build logs set nothing and show UTF-8.
  package static var showsUnicode: Bool {
    guard let locale = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG") else { return true }
    let lowered = locale.lowercased()
    return lowered.hasSuffix("utf-8") || lowered.hasSuffix("utf8")
      || lowered.contains("utf-8@") || lowered.contains("utf8@")
  }
}
