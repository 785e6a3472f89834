import ArgumentParser

@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumbline-bench",
    abstract: "Measures Plumbline, with its peers in turn where they are installed.",
    discussion: """
      Prints a table, and with --json one line of JSON for each row. Medians of several runs; a peer
      runs in turn with the program, so that both see the same machine. Quote ratios, not seconds.
      Peers: xmllint (libxml2-utils) for the floor of parsing, gpmetis (metis) for the cut.
      """,
    subcommands: [Run.self, Probe.self, Resident.self], defaultSubcommand: Run.self)
}
