import Foundation
import Testing

/// `verify --observed`: what was seen on the floor against the plan, right, wrong, and of something
/// else altogether.
@Suite struct ObservedTests {
  /// A plan of an 8-ary tree, with what `arguments` generate as `seen.net`.
  private func scratch(_ arguments: String...) throws -> Scratch {
    let scratch = try Scratch()
    try generate(["k=8", "speed=200", "spare=2", "-o", "plan.xml"], scratch)
    try generate(arguments + ["--dialect", "ibsim", "-o", "seen.net"], scratch)
    return scratch
  }

  private func generate(_ arguments: [String], _ scratch: Scratch) throws {
    let words = (["plumbline", "generate", "fat-tree"] + arguments).joined(separator: " ")
    let run = try Command.shell(words, in: scratch)
    try #require(run.status == 0, "\(run.errors)")
  }

  private func verify(_ scratch: Scratch, _ more: String = "--observed seen.net") throws -> Command
  {
    try Command.shell("plumbline verify plan.xml --quiet \(more)", in: scratch)
  }

  private func findings(_ scratch: Scratch, _ more: String = "--observed seen.net") throws -> (
    codes: [String], report: [String: Any]
  ) {
    let run = try verify(scratch, "\(more) --format json")
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let findings = try #require(report["findings"] as? [[String: Any]])
    return (findings.compactMap { $0["code"] as? String }, report)
  }

  @Test("a fabric that is wired as planned passes, and the verdict says what was compared")
  func right() throws {
    let run = try verify(scratch("k=8", "speed=200", "spare=2"))
    #expect(run.status == 0)
    #expect(
      run.output.hasPrefix("plan: wired as planned; planned: full bisection, 12.8 Tb/s, exact\n"))
    #expect(run.output.contains("384 of 384 cables as planned"))
  }

  @Test("each planted fault is a finding, and the counts of the report add up")
  func faults() throws {
    let scratch = try scratch(
      "k=8", "speed=200", "spare=2", "--seed", "3", "--fault",
      "swap=1,missing=1,slow=1,wrong-port=1")
    #expect(try verify(scratch).status == 1)
    let (codes, report) = try findings(scratch)
    #expect(Set(codes) == ["MW301", "MW101", "MW105", "MW330"])
    #expect(codes.count == 4)
    let inputs = try #require(report["inputs"] as? [[String: Any]])
    #expect(inputs.map { $0["role"] as? String } == ["plan", "observed"])
    let counts = try #require(report["comparison"] as? [String: Any])
    let count = { (name: String) in counts[name] as? Int ?? -1 }
    #expect(
      count("matched") + count("missing") + count("misconnected") + count("different")
        + count("unverified") == 384)
    #expect(counts["coverage"] as? Double == 1)
    let accounted = try #require(report["findings"] as? [[String: Any]])
      .reduce(0) { $0 + ($1["accountsFor"] as? Int ?? 0) }
    #expect(
      accounted == count("missing") + count("unexpected") + count("misconnected")
        + count("duplicate") + count("different"))
  }

  @Test("an observation without a planned device is no observation of this plan")
  func otherNames() throws {
    let scratch = try scratch("k=8", "speed=200", "spare=2")
    try scratch.write(
      "Switch\t4 \"sw-1\"\n[1]\t\"sw-2\"[1]\n\nSwitch\t4 \"sw-2\"\n[1]\t\"sw-1\"[1]\n",
      to: "other.net")
    let run = try verify(scratch, "--observed other.net --fail-on never")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.hasPrefix(
        "plumbline: other.net: none of the 208 devices of plan.xml is among the 2 that were"))
    #expect(run.errors.contains("--names FILE"))
  }

  @Test("an observation without a cable is never all good")
  func empty() throws {
    let scratch = try scratch("k=8", "speed=200", "spare=2")
    try scratch.write("<fabric version=\"1\" name=\"empty\"></fabric>", to: "empty.xml")
    let run = try verify(scratch, "--observed empty.xml")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("plumbline: empty.xml: there is no cable in the observation"))
  }

  @Test("another fabric with the same names is one finding, and not a thousand")
  func anotherFabric() throws {
    let scratch = try scratch("k=12", "speed=200")
    let (codes, report) = try findings(scratch)
    #expect(codes == ["CV102"])
    #expect(report["summary"] as? [String: Int] == ["errors": 1, "warnings": 0, "notes": 0])
    #expect(
      try verify(scratch).output.hasPrefix("plan: another fabric was observed; planned: full"))
  }

  @Test("a part of the fabric is said to be a part, and nothing in it is wrong")
  func part() throws {
    let scratch = try scratch("k=8", "speed=200", "spare=2")
    _ = try Command.shell(
      "awk -v RS= -v ORS='\\n\\n' 'NR < 20' seen.net > part.net && mv part.net seen.net",
      in: scratch)
    let (codes, report) = try findings(scratch)
    #expect(codes == ["CV101"])
    let counts = try #require(report["comparison"] as? [String: Any])
    #expect(counts["missing"] as? Int == 0)
    #expect(try findings(scratch, "--observed seen.net --coverage 0.01").codes != ["CV101"])
    #expect(try verify(scratch).status == 0)
  }

  @Test("two observations that contradict each other are said to, and neither is believed")
  func contradiction() throws {
    let scratch = try scratch("k=8", "speed=200", "spare=2")
    try generate(
      [
        "k=8", "speed=200", "spare=2", "--seed", "3", "--fault", "swap=1", "--dialect", "ibsim",
        "-o", "b.net",
      ],
      scratch)
    for more in ["--observed seen.net --observed b.net", "--observed b.net --observed seen.net"] {
      let (codes, report) = try findings(scratch, more)
      #expect(codes == ["CV103"])
      let counts = try #require(report["comparison"] as? [String: Any])
      #expect(counts["unverified"] as? Int == 2)
      #expect(counts["misconnected"] as? Int == 0)
    }
  }

  @Test("two halves of an observation are one")
  func halves() throws {
    let scratch = try scratch("k=8", "speed=200", "spare=2")
    let run = try Command.shell(
      "awk -v RS= -v ORS='\\n\\n' '{ print > (NR % 2 ? \"x.net\" : \"y.net\") }' seen.net && "
        + "plumbline verify plan.xml --quiet --observed x.net --observed y.net", in: scratch)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("plan: wired as planned"))
  }

  @Test("a file of names tells which device is which; a bad line is named")
  func names() throws {
    let scratch = try scratch("k=8", "speed=200", "spare=2")
    let rename = "sed -i 's/p01-leaf-01/sw-17/g' seen.net"
    _ = try Command.shell("\(rename); echo 'sw-17 p01-leaf-01' > names.txt", in: scratch)
    let known = try findings(scratch, "--observed seen.net --names names.txt")
    #expect(known.codes == ["MW311"])
    try scratch.write("# names\nsw-17\n", to: "names.txt")
    let run = try verify(scratch, "--observed seen.net --names names.txt")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("plumbline: names.txt:2: a key without a name"))
  }

  @Test("plan and observation the wrong way round are told")
  func exchanged() throws {
    let scratch = try scratch("k=8", "speed=200", "spare=2")
    _ = try Command.shell("plumbline convert plan.xml --dialect fastfabric -o p.xml", in: scratch)
    try scratch.write(
      "switchguid=0x1\nSwitch\t4 \"S-0000000000000001\"\t\t# \"p01-leaf-01\" base port 0 lid 1 lmc 0\n"
        + "[1]\t\"S-0000000000000002\"[1]\t\t# \"p01-spine-01\" lid 2 4xHDR\n", to: "seen.txt")
    let run = try Command.shell("plumbline verify seen.txt --observed p.xml", in: scratch)
    #expect(run.status == 2)
    #expect(run.errors.contains("the other way round"))
  }

  @Test("usage that makes no sense is refused")
  func usage() throws {
    let scratch = try scratch("k=8", "speed=200", "spare=2")
    for more in [
      "--names names.txt", "--coverage 0.5", "--observed seen.net --coverage 2",
      "--observed - --observed -", "--observed ''",
    ] {
      #expect(try verify(scratch, more).status == 64, "\(more)")
    }
  }
}
