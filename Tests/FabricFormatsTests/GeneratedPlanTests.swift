import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

/// Plans by generators that share no code with the project, read by a parser that shares none
/// either: pieces of text between tags.
///
/// The generators lie beside the package; where they or python3 are absent there is nothing to
/// compare with.
@Suite(
  "Plans of independent generators",
  .enabled(
    if: OutsideTools.program("python3") != nil
      && OutsideTools.shared("tools/gen_fastfabric.py") != nil
      && OutsideTools.shared("tools/gen_xml_plan.py") != nil,
    "python3 and ../shared/tools are needed"))
struct GeneratedPlanTests {
  @Test("three ways to name a node make the same links", arguments: [4, 8])
  func identifiers(radix: Int) throws {
    var previous: Set<String>?
    for form in ["both", "desc", "guid"] {
      let folder = try TemporaryFolder()
      try generate(
        "tools/gen_fastfabric.py", ["\(radix)", folder.url.path, "--ident", form])
      let path = folder.path("plan.xml")
      let reading = try PlanLoader.load([path])
      let links = Set(Plans.links(reading.fabric))
      #expect(reading.anomalies.isEmpty, "\(form)")
      #expect(reading.fabric.links.count == 3 * radix * radix * radix / 4)
      #expect(reading.fabric.devices.count == radix * radix * (radix + 5) / 4)
      if form != "guid" { #expect(links == Set(try naiveLinks(path)), "\(form)") }
      if let previous { #expect(links == previous, "\(form)") }
      previous = links
      let hosts = reading.fabric.devices.kind.count { $0 == .host }
      #expect(hosts == radix * radix * radix / 4)
    }
  }

  @Test(
    "a plan with layout, comments that hold links, entities and carriage returns",
    arguments: [[], ["--comments", "7"], ["--entities"], ["--crlf", "--comments", "3"]])
  func layout(options: [String]) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("plan.xml")
    try generate("tools/gen_xml_plan.py", ["--shape", "verbose", "-k", "8", path] + options)
    let reading = try PlanLoader.load([path])
    #expect(reading.anomalies.isEmpty)
    #expect(Plans.links(reading.fabric) == (try naiveLinks(path)))
    #expect(reading.fabric.links.count == 384)
  }

  @Test("the other shape is Plumbline's own, but for the names of label and medium")
  func attributes() throws {
    let folder = try TemporaryFolder()
    let (path, twin) = (folder.path("plan.xml"), folder.path("twin.xml"))
    try generate("tools/gen_xml_plan.py", ["--shape", "attr", "-k", "8", path])
    try generate("tools/gen_xml_plan.py", ["--shape", "verbose", "-k", "8", twin])
    let reading = try PlanLoader.load([path])
    #expect(
      Plans.anomalies(reading).map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
        == ["cable@id: unknown x384", "cable@media: unknown x384"])
    // The dialect has no adapters: there the name of a host stays whole.
    let whole = try PlanLoader.load([twin]).fabric
    #expect(
      Plans.links(reading.fabric).map { $0.replacing(" hfi1_0:", with: ":hfi1_0/") }.sorted()
        == Plans.links(whole).sorted())
    #expect(reading.fabric.links.speed == whole.links.speed)
    #expect(reading.fabric.cables.length == whole.cables.length)
  }

  private func generate(_ tool: String, _ arguments: [String]) throws {
    let (status, output) = try OutsideTools.run(
      #require(OutsideTools.program("python3")),
      [#require(OutsideTools.shared(tool))] + arguments)
    #expect(status == 0, "\(output)")
  }

  /// The ends of every link of a FastFabric plan in which ports have names.
  private func naiveLinks(_ path: String) throws -> [String] {
    var text = try String(contentsOfFile: path, encoding: .utf8)
    while let start = text.range(of: "<!--"), let end = text.range(of: "-->") {
      text.removeSubrange(start.lowerBound..<end.upperBound)
    }
    return text.components(separatedBy: "<Link>").dropFirst().map { link in
      let ends = link.components(separatedBy: "<Port>").dropFirst().prefix(2).map { port in
        let name = field("NodeDesc", port)
        let number = field("PortNum", port)
        return field("NodeType", port) == "FI"
          ? name.replacing(" ", with: ":") + "/" + number : name + ":" + number
      }
      return ends.sorted { NaturalOrder.precedes($0, $1) }.joined(separator: "--")
    }
  }

  private func field(_ name: String, _ text: String) -> String {
    let rest = text.components(separatedBy: "<\(name)>").dropFirst().first ?? ""
    return rest.components(separatedBy: "</").first ?? ""
  }
}
