import ArgumentParser
import Foundation

/// All measurements at the given sizes.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Run the benchmarks (default).")

  @Option(name: .customLong("k"), help: "Radix of the fat trees, in order.")
  var sizes = "16,48,96"

  @Option(help: "Runs of each measurement; the median counts.")
  var runs = 5

  @Flag(help: "Print a line of JSON for each row as well.")
  var json = false

  func validate() throws {
    guard runs > 0 else { throw ValidationError("--runs takes a number from 1 up") }
    guard
      sizes.split(separator: ",").allSatisfy({ Int($0).map { $0 >= 4 && $0 % 2 == 0 } ?? false })
    else { throw ValidationError("--k takes even numbers from 4 up, separated by commas") }
  }

  func run() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("plumbline-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var table = Table(printsJSON: json)
    table.head()
    var secondsPerCable: [(k: Int, seconds: Double)] = []
    for k in sizes.split(separator: ",").compactMap({ Int($0) }) {
      let plans = try PlanFiles(k: k, folder: folder)
      let suite = Suite(plans: plans, runs: runs)
      secondsPerCable.append((k, try suite.measure(&table)))
      try plans.remove()
    }
    if let first = secondsPerCable.dropLast().last, let last = secondsPerCable.last {
      table.note(
        "verify, element style: time per cable at k=\(last.k) is "
          + "\(Table.ratio(last.seconds / first.seconds)) x that at k=\(first.k)")
    }
  }
}
