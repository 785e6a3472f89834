internal import ArgumentParser

/// How devices of two fabrics find each other.
struct ComparisonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Names of devices by GUID, serial number or MAC address, one a line: key, space, name.",
      valueName: "file"),
    completion: .file())
  var names: String?

  func validate() throws {
    if let names, names.isEmpty { throw ValidationError("--names takes the path of a file") }
  }

  /// What is wrong with all that a verb reads: standard input can be read once.
  ///
  /// - Parameter inputs: every path of every side.
  func validate(inputs: [String]) throws {
    let all = inputs + [names].compactMap { $0 }
    if all.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can only be read once: give - once")
    }
    if inputs.contains("") { throw ValidationError("the path of an input is empty") }
  }
}

/// What was seen on the floor.
struct ObservedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file or folder with what the fabric told of itself; repeat it for more of the same fabric.",
      valueName: "file"),
    completion: .file())
  var observed: [String] = []
}
