internal import Glibc

/// Why an output could not be written.
package struct OutputError: ExplainedError, Hashable {
  /// The path as it was given, or `standard output`.
  package let path: String
  package let cause: Cause

  package enum Cause: Hashable, Sendable {
    case exists
    /// It is one of the files that are read.
    case input
    case symbolicLink
    case folder
    /// A device, a pipe or a socket: replacing it by a file would destroy it.
    case special
    /// A call to the system failed with this `errno`.
    case system(call: String, code: Int32)
  }

  package init(path: String, cause: Cause) {
    self.path = path
    self.cause = cause
  }

  package var message: String {
    switch cause {
    case .exists: "\(path): exists already"
    case .input: "\(path): is an input, and no output replaces what it was made from"
    case .symbolicLink: "\(path): is a symbolic link, and a link is never written through"
    case .folder: "\(path): is a folder"
    case .special: "\(path): is not a regular file"
    case .system(let call, let code): "\(path): \(Self.text(of: code)) (\(call))"
    }
  }

  package var nextStep: String {
    switch cause {
    case .exists: "add --force to replace it, or name another file"
    case .input: "name another file"
    case .symbolicLink: "name the file that the link points to"
    case .folder: "name a file in it"
    case .special: "leave -o out and redirect standard output"
    case .system(_, let code):
      switch code {
      case ENOENT, ENOTDIR: "make the folder first, or name a file in one that exists"
      case EACCES, EPERM, EROFS: "name a file in a folder that you may write to"
      case ENOSPC, EDQUOT: "make room, or name a file on another volume; nothing was left behind"
      case ENAMETOOLONG: "choose a shorter name"
      case EBADF: "the stream is closed: redirect it, or name a file with -o"
      default: "try again, or name a file on another volume"
      }
    }
  }

  /// The system's words for an error number.
  private static func text(of code: Int32) -> String {
    // Only called where a run ends; the text is copied before anything else can ask for one.
    guard let words = unsafe strerror(code) else { return "error \(code)" }
    let text = unsafe String(cString: words)
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
