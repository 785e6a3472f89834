internal import ByteSources
internal import Reports

/// Where results go: a file that appears whole or not at all, or standard output.
public enum Output {
  /// Prepares the process: a signal removes half-written files, a reader that goes away ends no
  /// run. Call once, first.
  public static func prepare() { Interruption.install() }

  /// Whether a path means standard output.
  public static func isStandard(_ path: String?) -> Bool { path == nil || path == "-" }

  /// Fails where `write` would, and where it would replace a file that is read: asked before the
  /// work, not after it.
  ///
  /// - Parameter inputs: files and folders that the run reads.
  public static func check(
    _ path: String?, force: Bool, inputs: [String] = []
  ) throws(Failure) {
    guard let path, !isStandard(path) else { return }
    try Failure.mapping {
      try OutputFile.check(path: path, force: force)
      guard let identity = FileIdentity(path: path) else { return }
      for input in inputs {
        for file in try Inputs.files(input) where FileIdentity(path: file) == identity {
          throw OutputError(path: path, cause: .input)
        }
      }
    }
  }

  /// Writes all or nothing.
  public static func write(_ bytes: [UInt8], to path: String?, force: Bool) throws(Failure) {
    try Failure.mapping {
      let sink = try open(path, force: force)
      try sink.write(bytes)
      try sink.close()
    }
  }

  /// Writes several results, all or none of them.
  ///
  /// - Parameter path: nil or `-` for standard output.
  public static func write(
    _ results: [(bytes: [UInt8], path: String?)], force: Bool
  ) throws(Failure) {
    try Failure.mapping {
      let outputs = try results.map { result in
        let output = try open(result.path, force: force)
        try output.write(result.bytes)
        return output
      }
      // All that can go wrong goes wrong before any of them has its name.
      for output in outputs.reversed() { try output.finish() }
      for output in outputs.reversed() { try output.close() }
    }
  }

  /// Writes lines to standard error, with everything invisible in them spelled out. That it may be
  /// closed is nobody's failure.
  public static func tell(_ lines: String...) {
    tellPage(lines.map(VisibleText.of).joined(separator: "\n"))
  }

  /// Writes text of several lines to standard error as it is.
  public static func tellPage(_ text: String) {
    let stream = StandardOutput(.error)
    try? stream.write(text + "\n")
    try? stream.finish()
  }

  static func open(_ path: String?, force: Bool) throws(OutputError) -> OpenOutput {
    guard let path, !isStandard(path) else { return .standard(StandardOutput()) }
    return .file(try OutputFile(path: path, force: force))
  }
}

/// An output on its way, file or stream.
enum OpenOutput {
  case file(OutputFile)
  case standard(StandardOutput)

  var sink: any ByteSink {
    switch self {
    case .file(let file): file
    case .standard(let stream): stream
    }
  }

  func write(_ bytes: [UInt8]) throws(OutputError) { try sink.write(bytes) }

  /// Everything that can fail, short of giving the file its name.
  func finish() throws(OutputError) { try sink.finish() }

  func close() throws(OutputError) {
    switch self {
    case .file(let file): try file.commit()
    case .standard(let stream): try stream.finish()
    }
  }
}
