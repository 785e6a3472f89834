import Testing

/// Statuses and streams of whole runs, on the names that the stand-in for the pipeline knows. Who
/// puts the pipeline in its place gives these tests plans of their own.
@Suite("whole runs")
struct StubPipelineTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("0 without findings, 1 with them, 2 for an input that cannot be read")
  func statuses() throws {
    let healthy = try Command.run("verify", "good.xml", in: scratch)
    #expect(healthy.status == 0 && healthy.errors.isEmpty)
    #expect(healthy.output.hasPrefix("good: as planned; full bisection"))
    let faulty = try Command.run("verify", "faulty.xml", in: scratch)
    #expect(faulty.status == 1)
    #expect(faulty.errors == "next: plumbline explain MW201\n")
    #expect(try Command.run("verify", "faulty.xml", "--fail-on", "never", in: scratch).status == 0)
    #expect(try Command.run("verify", "faulty.xml", "--quiet", in: scratch).errors.isEmpty)
    let missing = try Command.run("verify", "missing.xml", "--fail-on", "never", in: scratch)
    #expect(missing.status == 2 && missing.output.isEmpty)
    #expect(missing.errors.hasPrefix("plumbline: missing.xml: "))
    #expect(missing.errors.contains("\nnext: "))
  }

  @Test("a report to a file is whole, is not replaced unasked, and leaves no other file")
  func files() throws {
    let written = try Command.run("verify", "a", "-o", "r.txt", in: scratch)
    #expect(written.status == 0 && written.output + written.errors == "")
    let first = try scratch.text(of: "r.txt")
    #expect(first.hasPrefix("a: as planned"))
    let refused = try Command.run("verify", "b", "-o", "r.txt", in: scratch)
    #expect(refused.status == 2)
    #expect(refused.errors.hasPrefix("plumbline: r.txt: exists already\nnext: add --force"))
    #expect(try scratch.text(of: "r.txt") == first)
    #expect(try Command.run("verify", "b", "-o", "r.txt", "--force", in: scratch).status == 0)
    #expect(try scratch.text(of: "r.txt").hasPrefix("b: as planned"))
    #expect(scratch.names == ["r.txt"])
  }

  @Test("a full disk is a failure, a reader that goes away is none")
  func streams() throws {
    let full = try Command.shell("plumbline verify a > /dev/full", in: scratch)
    #expect(full.status == 2)
    #expect(full.errors.hasPrefix("plumbline: standard output: no space left on device"))
    let gone = try Command.shell(
      "plumbline verify a | true; exit ${PIPESTATUS[0]}", in: scratch)
    #expect(gone.status == 0 && gone.errors.isEmpty)
    #expect(try Command.shell("plumbline verify a >&-", in: scratch).status == 2)
    #expect(try Command.shell("plumbline verify a -o x 2>&-", in: scratch).status == 0)
  }

  @Test("colour only where it is wanted, ASCII where the locale has no more")
  func looks() throws {
    #expect(!(try Command.run("verify", "faulty", in: scratch).output.contains("\u{1B}")))
    let coloured = try Command.run("verify", "faulty", "--color", "always", in: scratch)
    #expect(coloured.output.contains("\u{1B}[1m"))
    let plain = try Command.run("verify", "faulty", in: scratch, environment: ["LC_ALL": "C"])
    #expect(plain.output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("a plan and its truth are written together or not at all")
  func generate() throws {
    let made = try Command.run(
      "generate", "fat-tree", "k=4", "-o", "p.xml", "--truth", "t.json", in: scratch)
    #expect(made.status == 0)
    #expect(made.errors.hasSuffix("next: plumbline verify p.xml\n"))
    #expect(scratch.names == ["p.xml", "t.json"])
    let again = try Command.run(
      "generate", "fat-tree", "-o", "q.xml", "--truth", "t.json", in: scratch)
    #expect(again.status == 2)
    #expect(scratch.names == ["p.xml", "t.json"])
  }
}
