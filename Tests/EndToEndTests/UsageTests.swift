import Foundation
import PlumblineKit
import Testing

@Suite("wrong usage ends with 64 and says what is meant")
struct UsageTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(
    "wrong usage",
    arguments: [
      (["verify"], "Missing expected argument"),
      (["verify", "-", "-"], "give - once"),
      (["verify", "a.xml", "--format", "jsn"], "did you mean 'json'?"),
      (["verify", "a.xml", "--threads", "0"], "from 1 on"),
      (["verify", "a.xml", "--max", "-1"], "--max"),
      (["verify", "a.xml", "--effort", "hihg"], "'quick', 'normal' or 'high'"),
      (["verify", "a.xml", "--fail-on", "always"], "'loss' or 'never'"),
      (["verify", "a.xml", "--color", "never", "--bogus"], "Unknown option '--bogus'"),
      (["verify", "a.xml", "--force"], "--force is for -o FILE"),
      (["verify", "a.xml", "--select", "ZZ"], "no rule begins with 'ZZ'"),
      (["verify", "a.xml", "--select", ""], "no rule begins with ''"),
      (["verify", "a.xml", "--format", "json", "--color", "always"], "--format text"),
      (["capacity", "a.xml", "--select", "MW"], "Unknown option '--select'"),
      (["generate"], "Missing expected argument"),
      (["generate", "fat-tree", "k"], "write name=value"),
      (["generate", "fat-tree", "--fault", "swap"], "write swap=5,missing=5"),
      (["generate", "fat-tree", "-o", "a", "--truth", "a"], "same place"),
      (["generate", "fat-tree", "--truth", "-"], "same place"),
      (["generate", "fat-tree", "--seed", "x"], "--seed"),
      (["generate", "fat-tree", "k=3"], "k is '3'"),
      (["generate", "fat-tree", "K=4"], "no parameter 'K'"),
      (["generate", "fat-tree", "foo=1"], "no parameter 'foo'"),
      (["generate", "fat-tree", "speed=abc"], "speed is 'abc'"),
      (["generate", "fat-tree", "k=4", "k=6"], "'k' is given twice"),
      (["generate", "fat-tree", "--fault", "bogus=1"], "there is no fault 'bogus'"),
      (["generate", "fat-tree", "k=4", "--fault", "wrong-port=1"], "needs a free port"),
      (["verify", "a.xml", "--bom", "-"], "same place"),
      (["verify", "a.xml", "--bom", "b", "-o", "b"], "same place"),
      (["verify", "a.xml", "--bom", ""], "--bom takes the path of a file"),
      (["convert", "a.xml"], "Missing expected argument '--dialect"),
      (["convert", "a.xml", "--dialect", "plumblin"], "did you mean 'plumbline'?"),
      (["convert", "a.xml", "--dialect", "plumbline", "--force"], "--force is for -o FILE"),
      (["convert", "-", "-", "--dialect", "plumbline"], "give - once"),
      (["dialects", "--format", "csv"], "there is no format 'csv'"),
      (["designs", "--force"], "--force is for -o FILE"),
      (["explain", "--max=0"], "Unknown option '--max"),
      (["explain", "ZZ999"], "there is no rule 'ZZ999'"),
      (["frobnicate"], "frobnicate"),
    ])
  func wrongUsage(arguments: [String], message: String) throws {
    let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
    let command = try Command.shell("plumbline \(quoted)", in: scratch)
    #expect(command.status == 64)
    #expect(command.output.isEmpty)
    #expect(command.errors.hasPrefix("plumbline: "))
    #expect(command.errors.contains(message), "\(command.errors)")
  }

  @Test("help and version are results: standard output, 0, and 2 where they do not fit")
  func help() throws {
    for arguments in ["--help", "verify --help", "help generate", "--version"] {
      let command = try Command.shell("plumbline \(arguments)", in: scratch)
      #expect(command.status == 0)
      #expect(!command.output.isEmpty && command.errors.isEmpty)
    }
    #expect(try Command.run("--version", in: scratch).output == About.version + "\n")
    #expect(try Command.shell("plumbline --help > /dev/full", in: scratch).status == 2)
  }

  @Test("a mistake in a design file ends with 2 and the line, one beside it with 64")
  func designFiles() throws {
    try scratch.write("design: fat-tree\nparameters:\n  k: 3\n", to: "d.yaml")
    let wrong = try Command.run("generate", "d.yaml", in: scratch)
    #expect(wrong.status == 2)
    #expect(wrong.errors.hasPrefix("plumbline: d.yaml:3: k is '3'"), "\(wrong.errors)")
    let overridden = try Command.run("generate", "d.yaml", "k=5", in: scratch)
    #expect(overridden.status == 64)
    #expect(try Command.run("generate", "d.yaml", "k=4", "--quiet", in: scratch).status == 0)
  }

  @Test("a misspelt verb is told as one, and numbers below zero are read")
  func verbsAndNumbers() throws {
    let verb = try Command.run("verfy", "plan.xml", in: scratch)
    #expect(verb.status == 64)
    #expect(verb.errors.hasPrefix("plumbline: there is no verb 'verfy'; did you mean 'verify'?"))
    let threads = try Command.run("verify", "plan.xml", "--threads", "-3", in: scratch)
    #expect(threads.status == 64 && threads.errors.contains("--threads takes a number from 1 on"))
  }

  @Test("every command that a help page shows can be run as it stands")
  func examples() throws {
    var examples: Set<String> = []
    for verb in ["", "verify", "capacity", "generate", "explain"] {
      let help = try Command.shell("plumbline \(verb) --help", in: scratch).output
      for line in help.split(separator: "\n") {
        let words = line.split(separator: " ")
        if words.starts(with: ["plumbline", "explain"]) {
          examples.insert("plumbline explain " + words.dropFirst(2).prefix(1).joined())
        }
      }
    }
    #expect(examples.count >= 3)
    for example in examples {
      #expect(try Command.shell(example, in: scratch).status == 0, "\(example)")
    }
  }

  @Test("explain prints every rule, as a table and page by page")
  func explain() throws {
    let table = try Command.run("explain", in: scratch)
    #expect(table.status == 0)
    let codes = table.output.split(separator: "\n").dropFirst().map { String($0.prefix(5)) }
      .filter { !$0.hasPrefix(" ") }
    #expect(!codes.isEmpty)
    for code in codes.prefix(3) {
      let page = try Command.run("explain", code.lowercased(), in: scratch)
      #expect(page.status == 0)
      #expect(page.output.hasPrefix(code))
    }
    let json = try Command.run("explain", "--format", "json", in: scratch)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((object?["rules"] as? [Any])?.count == codes.count)
  }
}
