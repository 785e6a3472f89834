import FabricModel
import Foundation
import TestSupport
import Testing

// xmllint is a tool of libxml2's own package: without it there is nobody to ask.
@Suite(
  "The schema of Plumbline's dialect",
  .enabled(if: OutsideTools.program("xmllint") != nil, "xmllint is needed"))
struct SchemaTests {
  private func isValid(_ text: some Sequence<UInt8>) throws -> (Bool, String) {
    let folder = try TemporaryFolder()
    let schema = OutsideTools.package
      .appendingPathComponent("Sources/FabricFormats/Schemas/plumbline.rng").path
    let (status, output) = try OutsideTools.run(
      #require(OutsideTools.program("xmllint")),
      ["--noout", "--nonet", "--relaxng", schema, folder.write(text)])
    // 3 and 4 say that the document is not valid; all else is a fault of the schema.
    #expect([0, 3, 4].contains(status), "\(output)")
    return (status == 0, output)
  }

  @Test("holds for whatever the writer writes")
  func written() throws {
    for seed in 0..<25 {
      let (isValid, output) = try isValid(Plans.text(RandomFabric(seed: UInt64(seed))))
      #expect(isValid, "\(output)")
    }
    #expect(try isValid(Plans.text(SmallTree(radix: 4))).0)
  }

  @Test(
    "holds for what people write",
    arguments: [
      "<fabric/>", "<fabric version='1'><cable a='x'/></fabric>",
      "<fabric><device name='x' u='0'/><intent/><cables speed='1.6t'><cable a='x' b='y' "
        + "aport='1/1' bspeed='400 Gb/s' length='10 ft'/></cables><devices kind='host'/></fabric>",
      "<fabric><floor rack-units='42' rack-pitch='0.6' tray-rise='0'/><devices rail='0' plane='1' "
        + "height='2'><device name='x' rail='7'><adapter name='mlx5_0' guid='0x1'/></device></devices>"
        + "<through panel='p' front='3' rear='R5'/></fabric>",
      "<fabric><cables aoptic='O1' boptic='O2'><cable label='C1' a='x' aport='5'><leg n='1' b='y' "
        + "bport='1' brail='0' aplane='3' speed='100'/><leg n='2'/></cable><cable><leg a='x' b='y'/>"
        + "</cable></cables></fabric>",
      "<fabric><intent bisection='44236800'><oversubscription tier='1' ratio='1.5'/></intent></fabric>",
    ])
  func handWritten(text: String) throws {
    let (isValid, output) = try isValid(text.utf8)
    #expect(isValid, "\(output)")
  }

  @Test(
    "refuses unknown names and values that mean nothing",
    arguments: [
      "<plan/>", "<fabric colour='1'/>", "<fabric><switch/></fabric>",
      "<fabric><device name='x' kind='router'/></fabric>", "<fabric><device/></fabric>",
      "<fabric><device name=''/></fabric>", "<fabric><device name='x' hue='1'/></fabric>",
      "<fabric><device name='x' guid='leaf'/></fabric>",
      "<fabric><device name='x' u='1001'/></fabric>", "<fabric><cable b='x'/></fabric>",
      "<fabric><cable a='x' bport='1'/></fabric>", "<fabric><cable a='x' speed='fast'/></fabric>",
      "<fabric><cable a='x' length='3km'/></fabric>",
      "<fabric><cables network='lan'/></fabric>", "<fabric><cables label='x'/></fabric>",
      "<fabric><intent/><intent/></fabric>", "<fabric version='2'/>",
      "<fabric><intent><oversubscription tier='1' ratio='a:b'/></intent></fabric>",
      "<fabric>text</fabric>", "<fabric><floor/><floor/></fabric>",
      "<fabric><floor rack-units='0'/></fabric>", "<fabric><device name='x' rail='-1'/></fabric>",
      "<fabric><device name='x' height='0'/></fabric>", "<fabric><cable label='x'/></fabric>",
      "<fabric><cable a='x'><leg n='0'/></cable></fabric>",
      "<fabric><cable a='x'><leg label='y'/></cable></fabric>",
      "<fabric><cable a='x' brail='1'/></fabric>", "<fabric><cables arail='1'/></fabric>",
      "<fabric><device name='x'><adapter/></device></fabric>",
      "<fabric><through panel='p' front='1'/></fabric>",
    ])
  func refused(text: String) throws {
    #expect(try !isValid(text.utf8).0)
  }
}
