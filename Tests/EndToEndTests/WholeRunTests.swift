import Foundation
import Testing

@Suite("whole runs")
struct WholeRunTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    _ = try Command.run("generate", "fat-tree", "k=4", "-o", "good.xml", in: scratch)
    _ = try Command.run(
      "generate", "fat-tree", "k=8", "--seed", "1", "--fault", "missing=1,swap=2", "-o",
      "faulty.xml", in: scratch)
  }

  @Test("0 without findings, 1 with them, 2 for an input that cannot be read")
  func statuses() throws {
    let healthy = try Command.run("verify", "good.xml", in: scratch)
    #expect(healthy.status == 0 && healthy.errors.isEmpty)
    #expect(healthy.output.hasPrefix("good: as planned; full bisection"))
    let faulty = try Command.run("verify", "faulty.xml", in: scratch)
    #expect(faulty.status == 1)
    #expect(faulty.errors.hasPrefix("next: plumbline explain "))
    #expect(try Command.run("verify", "faulty.xml", "--fail-on", "never", in: scratch).status == 0)
    #expect(try Command.run("verify", "faulty.xml", "--quiet", in: scratch).errors.isEmpty)
    let missing = try Command.run("verify", "missing.xml", "--fail-on", "never", in: scratch)
    #expect(missing.status == 2 && missing.output.isEmpty)
    #expect(missing.errors.hasPrefix("plumbline: missing.xml: "))
    #expect(missing.errors.contains("\nnext: "))
  }

  @Test("capacity ends with 1 where it falls short, whatever is the cause; so does a selection")
  func capacityStatus() throws {
    #expect(try Command.run("capacity", "good.xml", in: scratch).status == 0)
    #expect(try Command.run("capacity", "faulty.xml", in: scratch).status == 1)
    #expect(try Command.run("verify", "faulty.xml", "--select", "BW", in: scratch).status == 1)
  }

  @Test("a report to a file is whole, is not replaced unasked, and leaves no other file")
  func files() throws {
    let written = try Command.run("verify", "good.xml", "-o", "r.txt", in: scratch)
    #expect(written.status == 0 && written.output + written.errors == "")
    let first = try scratch.text(of: "r.txt")
    #expect(first.hasPrefix("good: as planned"))
    let refused = try Command.run("verify", "faulty.xml", "-o", "r.txt", in: scratch)
    #expect(refused.status == 2)
    #expect(refused.errors.hasPrefix("plumbline: r.txt: exists already\nnext: add --force"))
    #expect(try scratch.text(of: "r.txt") == first)
    let forced = try Command.run("verify", "faulty.xml", "-o", "r.txt", "--force", in: scratch)
    #expect(forced.status == 1)
    #expect(try scratch.text(of: "r.txt").hasPrefix("faulty: "))
    #expect(scratch.names == ["faulty.xml", "good.xml", "r.txt"])
  }

  @Test("an output never replaces an input, whatever it is called")
  func outputOverInput() throws {
    let plan = try scratch.text(of: "good.xml")
    for line in [
      "verify good.xml -o good.xml", "capacity faulty.xml good.xml -o ./good.xml",
      "verify . -o good.xml",
    ] {
      let run = try Command.shell("plumbline \(line) --force", in: scratch)
      #expect(run.status == 2)
      #expect(run.errors.contains("good.xml: is an input"), "\(run.errors)")
      #expect(run.errors.contains("\nnext: name another file"))
    }
    #expect(try scratch.text(of: "good.xml") == plan)
    try scratch.write("design: fat-tree\n", to: "d.yaml")
    let design = try Command.run("generate", "d.yaml", "-o", "d.yaml", "--force", in: scratch)
    #expect(design.status == 2 && design.errors.contains("d.yaml: is an input"))
  }

  @Test("a file that is given twice is read once")
  func givenTwice() throws {
    let once = try Command.run("verify", "good.xml", "--format", "json", in: scratch)
    let twice = try Command.shell(
      "ln good.xml other.xml; plumbline verify good.xml ./good.xml other.xml --format json",
      in: scratch)
    #expect(twice.status == 0 && twice.output == once.output)
  }

  @Test("a run of some rules does not say as planned")
  func someRules() throws {
    for options in [["--select", "MW"], ["--ignore", "MW"]] {
      let run = try Command.shell(
        "plumbline verify good.xml \(options.joined(separator: " "))", in: scratch)
      #expect(run.status == 0 && !run.output.contains("as planned"))
      #expect(run.output.hasPrefix("good: nothing found by the rules asked for; full bisection"))
    }
  }

  @Test("a port with very many cables is one finding with a short list", .timeLimit(.minutes(1)))
  func crowdedPort() throws {
    let cables = (1...20_000).map { index in
      "<cable label=\"C\(index)\" a=\"s-1\" aport=\"1\" b=\"s-2\" bport=\"\(index)\"/>\n"
    }
    try scratch.write("<fabric>\(cables.joined())</fabric>", to: "plan.xml")
    let run = try Command.run(
      "verify", "plan.xml", "--select", "PT101", "--format", "json", in: scratch)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let findings = try #require(report["findings"] as? [[String: Any]])
    #expect(findings.count == 1)
    #expect(findings[0]["cables"] as? [String] == (1...20).map { "C\($0)" })
    #expect((findings[0]["ports"] as? [String])?.count == 20)
    let message = try #require(findings[0]["message"] as? String)
    #expect(message.hasPrefix("s-1:1 has 20,000 cables — a port takes one; 19,980 more cables"))
  }

  @Test("a full disk is a failure, a reader that goes away is none")
  func streams() throws {
    let full = try Command.shell("plumbline verify good.xml > /dev/full", in: scratch)
    #expect(full.status == 2)
    #expect(full.errors.hasPrefix("plumbline: standard output: no space left on device"))
    let gone = try Command.shell(
      "plumbline verify good.xml | true; exit ${PIPESTATUS[0]}", in: scratch)
    #expect(gone.status == 0 && gone.errors.isEmpty)
    #expect(try Command.shell("plumbline verify good.xml >&-", in: scratch).status == 2)
    #expect(try Command.shell("plumbline verify good.xml -o x 2>&-", in: scratch).status == 0)
  }

  @Test("colour only where it is wanted, ASCII where the locale has no more")
  func looks() throws {
    #expect(!(try Command.run("verify", "faulty.xml", in: scratch).output.contains("\u{1B}")))
    let coloured = try Command.run(
      "verify", "faulty.xml", "--color", "always", in: scratch)
    #expect(coloured.output.contains("\u{1B}[1m"))
    let plain = try Command.run(
      "verify", "faulty.xml", in: scratch, environment: ["LC_ALL": "C"])
    #expect(plain.output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("a plan and its truth are written together or not at all")
  func generate() throws {
    let made = try Command.run(
      "generate", "fat-tree", "k=4", "-o", "p.xml", "--truth", "t.json", in: scratch)
    #expect(made.status == 0)
    #expect(made.errors.hasSuffix("next: plumbline verify p.xml\n"))
    let names = ["faulty.xml", "good.xml", "p.xml", "t.json"]
    #expect(scratch.names == names)
    let again = try Command.run(
      "generate", "fat-tree", "k=4", "-o", "q.xml", "--truth", "t.json", in: scratch)
    #expect(again.status == 2)
    #expect(scratch.names == names)
  }

  @Test("a plan comes through a pipe, from a folder, and in either dialect, to the same verdict")
  func inputs() throws {
    let direct = try Command.run("verify", "good.xml", "--format", "json", in: scratch)
    let piped = try Command.shell(
      "plumbline verify - --format json < good.xml", in: scratch)
    #expect(piped.status == 0)
    #expect(
      piped.output.replacing("standard input", with: "good.xml") == direct.output)
    let folder = try Command.shell(
      "mkdir plans && cp good.xml plans/a.xml && plumbline verify plans", in: scratch)
    #expect(folder.status == 0 && folder.output.hasPrefix("a: as planned"))
    _ = try Command.run(
      "generate", "fat-tree", "k=4", "--dialect", "fastfabric", "-o", "ff.xml", in: scratch)
    let other = try Command.run("capacity", "ff.xml", in: scratch)
    #expect(other.status == 0 && other.output.hasPrefix("ff: full bisection, 3.2 Tb/s, exact"))
  }

  @Test(
    "the same bytes for any number of pieces and any order of elements", arguments: [1, 2, 3, 8])
  func determinism(threads: Int) throws {
    let one = try Command.run(
      "verify", "faulty.xml", "--format", "json", "--threads", "1", in: scratch)
    let several = try Command.run(
      "verify", "faulty.xml", "--format", "json", "--threads", String(threads), in: scratch)
    #expect(one.output == several.output && !one.output.isEmpty)
  }
}
