import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

@Suite("Loading plans")
struct PlanLoaderTests {
  @Test("an error begins with file and line, and says what to do")
  func message() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("<fabric>\n<devices>\n<device name=\"x\"/>\n")
    let error = #expect(throws: PlanError.self) { try PlanLoader.load([path]) }
    #expect(
      error?.message == "\(path):4: file ends inside <devices> opened at line 2 (is it cut short?)")
    #expect(error?.origin == Origin(file: path, line: 4))
    #expect(error?.nextStep == "copy or export the file again and compare its size")
  }

  @Test("a file that is not there, an empty one and a folder without any are told apart")
  func files() throws {
    let folder = try TemporaryFolder()
    let detail = { (path: String) in
      let error = #expect(throws: PlanError.self) { try PlanLoader.load([path]) }
      #expect(error?.message.hasPrefix(path + ": ") == true)
      return error?.detail
    }
    #expect(detail("/nowhere/plan.xml") == "cannot be opened: no such file or directory")
    #expect(detail(folder.url.path) == "is a folder without a file")
    #expect(detail(try folder.write("")) == "the file is empty")
  }

  @Test("a dialect may be forced, and only by a name that exists")
  func dialects() throws {
    #expect(try Plans.load("<fabric/>", dialect: "plumbline").fabric.sources.count == 1)
    let wrong = #expect(throws: PlanError.self) {
      try Plans.load("<fabric/>", dialect: "fastfabric")
    }
    #expect(wrong?.detail.contains("<fabric>") == true)
    #expect(wrong?.nextStep.contains("<Report>, <Topology>") == true)
    let unknown = #expect(throws: PlanError.self) { try Plans.load("<fabric/>", dialect: "visio") }
    #expect(
      unknown?.nextStep
        == "choose one of " + DialectCatalog.all.map { $0.name }.joined(separator: ", "))
  }

  @Test("a file that fails leaves nothing of the ones before it")
  func nothingKept() {
    #expect(throws: PlanError.self) {
      try Plans.load("<fabric><cable a=\"x\"/></fabric>", "<fabric><cable a=\"y\"/>")
    }
  }

  @Test("a FIFO is read like a file")
  func fifo() throws {
    let fifo = try FIFOFolder()
    ChildProcess.start(
      "printf '<fabric><cable a=\"x\" b=\"y\"/></fabric>' > '\(fifo.path)'")
    #expect(Plans.links(try PlanLoader.load([fifo.path]).fabric) == ["x:?--y:?"])
  }
}

@Suite("Plans that were damaged")
struct MutationTests {
  static let fastFabric = FastFabricText.report(
    FastFabricText.links(
      FastFabricText.link(
        FastFabricText.port(guid: "0x10", name: "node-1 hfi1_0", type: "FI"),
        FastFabricText.port(guid: "0x20", name: "leaf", number: "7", type: "SW"), rate: "100g"),
      FastFabricText.link(
        FastFabricText.port(guid: "0x11"), FastFabricText.port(name: "leaf", number: "8"),
        length: "3m")),
    FastFabricText.nodes(
      hosts: FastFabricText.node(
        guid: "0x11", name: "node-1 hfi1_1", more: "<Port><PortGUID>0x3</PortGUID></Port>"),
      switches: FastFabricText.node(guid: "0x20", name: "leaf")))

  @Test("bytes flipped, cut out, doubled or replaced: a failure or a plan, never a crash or hang")
  func mutations() throws {
    var dice = Dice(seed: 7)
    let plans = [
      Array(Self.fastFabric.utf8), try Plans.text(RandomFabric(seed: 5)),
      try Plans.text(RandomFabric(seed: 11)),
    ]
    let folder = try TemporaryFolder()
    var read = 0
    for _ in 0..<2000 {
      var bytes = dice.pick(plans)
      for _ in 0...dice.roll(3) { mutate(&bytes, &dice) }
      let path = try folder.write(bytes)
      do {
        let fabric = try PlanLoader.load([path]).fabric
        read += 1
        #expect(fabric.ports.first.count == fabric.devices.count + 1)
        for link in 0..<fabric.links.count { _ = fabric.endNames(of: LinkID(link)) }
      } catch {
        #expect(error.message.hasPrefix(path))
        #expect(!error.nextStep.isEmpty)
      }
    }
    // Some hit a name or a number and leave a plan.
    #expect((50..<1800).contains(read), "\(read)")
  }

  private func mutate(_ bytes: inout [UInt8], _ dice: inout Dice) {
    guard bytes.count > 40 else { return }
    let start = dice.roll(bytes.count - 32)
    let range = start..<(start + 1 + dice.roll(31))
    switch dice.roll(5) {
    case 0: bytes[start] ^= 1 << UInt8(dice.roll(8))
    case 1: bytes[start] = dice.pick(Array("<>&\"'/=! \0\u{7F}".utf8) + [0xFF, 0xC3, 0x80])
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: bytes[range], at: dice.roll(bytes.count))
    default: bytes.replaceSubrange(range, with: bytes[range].reversed())
    }
  }
}
