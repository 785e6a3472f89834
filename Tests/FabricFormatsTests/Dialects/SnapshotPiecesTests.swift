import FabricFormats
import FabricModel
import TestSupport
import Testing

@Suite("Snapshots in pieces")
struct SnapshotPiecesTests {
  /// Twelve leaves in a ring, each with a host; layout, a comment or an entity on the way.
  private func text(between: String = "\n", in name: String = "leaf") -> String {
    let switches = (1...12).map { index in
      "<Node id=\"x\"><NodeDesc>\(name)-\(index)</NodeDesc>\n<NodeGUID>0x1\(index)</NodeGUID>"
        + "<NodeType_Int>2</NodeType_Int>\n<NumPorts>4</NumPorts>"
        + (1...3).map {
          "<PortInfo><PortNum>\($0)</PortNum><PortState_Int>4</PortState_Int>"
            + "<LinkWidthActive_Int>8</LinkWidthActive_Int>"
            + "<LinkSpeedActive_Int>\(index % 2 + 1)</LinkSpeedActive_Int></PortInfo>\r\n"
        }.joined() + "</Node>"
    }
    let hosts = (1...12).map { index in
      "<Node><NodeDesc>node-\(index % 7) hfi1_\(index)</NodeDesc><NodeGUID>0x2\(index)</NodeGUID>"
        + "<NodeType_Int>1</NodeType_Int></Node>"
    }
    let links = (1...12).map { index in
      link("1\(index)", 1, "1\(index % 12 + 1)", 2) + link("2\(index)", 1, "1\(index)", 3)
    }
    return "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<Snapshot unixtime=\"1\">\n<Nodes>\n"
      + (switches + hosts).joined(separator: between)
      + "\n</Nodes>\n<SMs></SMs>\n<Links>\n\(links.joined())</Links>\n</Snapshot>\n"
  }

  private func link(_ a: String, _ aPort: Int, _ b: String, _ bPort: Int) -> String {
    "<Link><From><NodeGUID>0x\(a)</NodeGUID><PortNum>\(aPort)</PortNum></From>"
      + "<To><NodeGUID>0x\(b)</NodeGUID><PortNum>\(bPort)</PortNum></To></Link>\n"
  }

  private func options(_ pieces: Int) -> PlanLoader.Options {
    var options = PlanLoader.Options()
    options.pieces = pieces
    options.smallestPiece = pieces > 1 ? 1 : .max / 4
    return options
  }

  /// All that a reading says, with every line.
  private func all(_ reading: PlanReading) -> [String] {
    let fabric = reading.fabric
    return Plans.content(fabric) + Plans.anomalies(reading)
      + (0..<fabric.links.count).map { "\(fabric.origin(of: LinkID($0)).line)" }
      + (0..<fabric.devices.count).map { "\(fabric.origin(of: DeviceID($0)).line)" }
      + fabric.sources.map { "\($0.bytes) \($0.links) \($0.firstDevice)" }
  }

  @Test(
    "any number of pieces gives the same fabric, lines and errors",
    arguments: [
      "\n", "", "\r\n  \n", "<!-- </Node>\n<Node> -->", "\n<!-- </Node><Node> -->\n",
      "<![CDATA[</Node>\n<Node>]]>\n", "<?x </Node> <Node ?>\n",
    ])
  func pieces(between: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text(between: between))
    let whole = try PlanLoader.load([path], options: options(1))
    #expect(whole.fabric.links.count == 24)
    for pieces in [2, 3, 5, 8, 13, 24, 40] {
      let differences = try all(PlanLoader.load([path], options: options(pieces)))
        .difference(from: all(whole))
      #expect(differences.isEmpty, "\(pieces)")
      let twice = try folder.write(text(between: between), to: "again.xml")
      let again = try all(PlanLoader.load([path, twice], options: options(pieces)))
        .difference(from: all(PlanLoader.load([path, twice], options: options(1))))
      #expect(again.isEmpty, "\(pieces), twice")
    }
  }

  @Test("what is wrong with a file is told as if it had been read in one piece")
  func faults() throws {
    let good = text()
    let cases = [
      String(good.dropLast(400)), String(good.dropLast(3000)),
      good.replacing("<NumPorts>4</NumPorts>", with: "<NumPorts>x</NumPorts>"),
      good.replacing("0x27<", with: "zz<"), good.replacing("leaf-12", with: "leaf & 12"),
      good.replacing("</Nodes>", with: "</Node></Nodes>"), good + "<x/>",
      good.replacing("<Snapshot unix", with: "<!DOCTYPE x><Snapshot unix"),
      good.replacing("0x212<", with: "0x211<"), good.replacing("utf-8", with: "ISO-8859-1"),
    ]
    for (index, text) in cases.enumerated() {
      let folder = try TemporaryFolder()
      let path = try folder.write(text)
      let verdict = { (pieces: Int) -> [String] in
        do throws(PlanError) {
          return all(try PlanLoader.load([path], options: options(pieces)))
        } catch {
          return [error.message, error.nextStep]
        }
      }
      for pieces in [2, 3, 8] { #expect(verdict(pieces) == verdict(1), "\(index)") }
    }
  }
}
