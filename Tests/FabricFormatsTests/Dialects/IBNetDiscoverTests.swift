import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

@Suite("Listings of ibnetdiscover")
struct IBNetDiscoverTests {
  /// A listing as the manuals show it: two hosts with an adapter each, two leaves, a router, and the
  /// reduction engine of a leaf.
  static let listing = """
    #
    # Topology file: generated on Thu Jan  1 00:00:00 2026
    #
    # Reported max hops discovered: 2
    # Initiated from node b83fd20300000010 port b83fd20300000011

    vendid=0x2c9
    devid=0xd2f2
    sysimgguid=0xfc6a1c0300000100\t\t# Chassis 1
    switchguid=0xfc6a1c0300000100(fc6a1c0300000100)
    Switch\t65 "S-fc6a1c0300000100"\t\t# "MF0;leaf-01:MQM9700/U1" enhanced port 0 lid 2 lmc 0
    [1]\t"H-b83fd20300000010"[1](b83fd20300000011) \t\t# "node-01 mlx5_0" lid 3 4xHDR
    [2]\t"H-b83fd20300000020"[1](b83fd20300000021) \t\t# "node-01 mlx5_1" lid 4 2xHDR
    [3]\t"S-fc6a1c0300000200"[1]\t\t# "MF0;leaf-02:MQM9700/U1" lid 5 4xHDR
    [4]\t"R-fc6a1c0300000300"[1](fc6a1c0300000301) \t\t# "ib-router-01" lid 6 4xHDR
    [65]\t"H-b83fd20300000030"[1](b83fd20300000031) \t\t# "Mellanox Technologies Aggregation Node" \
    lid 7 4xHDR

    vendid=0x2c9
    devid=0xd2f2
    switchguid=0xfc6a1c0300000200(fc6a1c0300000200)
    Switch\t65 "S-fc6a1c0300000200"\t\t# "MF0;leaf-02:MQM9700/U1" enhanced port 0 lid 5 lmc 0
    [1][ext 12]\t"S-fc6a1c0300000100"[3][ext 7]\t\t# "MF0;leaf-01:MQM9700/U1" lid 2 4xHDR s=4 w=2 v=4

    vendid=0x2c9
    devid=0x1021
    sysimgguid=0xb83fd20300000010
    caguid=0xb83fd20300000010
    Ca\t1 "H-b83fd20300000010"\t\t# "node-01 mlx5_0"
    [1](b83fd20300000011) \t"S-fc6a1c0300000100"[1]\t\t# lid 3 lmc 0 "MF0;leaf-01:MQM9700/U1" lid 2 4xHDR

    vendid=0x2c9
    devid=0x1021
    caguid=0xb83fd20300000020
    Ca\t1 "H-b83fd20300000020"\t\t# "node-01 mlx5_1"
    [1](b83fd20300000021) \t"S-fc6a1c0300000100"[2]\t\t# lid 4 lmc 0 "MF0;leaf-01:MQM9700/U1" lid 2 2xHDR

    vendid=0x2c9
    devid=0x1021
    caguid=0xb83fd20300000030
    Ca\t1 "H-b83fd20300000030"\t\t# "Mellanox Technologies Aggregation Node"
    [1](b83fd20300000031) \t"S-fc6a1c0300000100"[65]\t\t# lid 7 lmc 0 "MF0;leaf-01:MQM9700/U1" lid 2 4xHDR

    vendid=0x2c9
    devid=0xcf0a
    rtguid=0xfc6a1c0300000300
    Rt\t1 "R-fc6a1c0300000300"\t\t# "ib-router-01"
    [1](fc6a1c0300000301) \t"S-fc6a1c0300000100"[4]\t\t# lid 6 lmc 0 "MF0;leaf-01:MQM9700/U1" lid 2 4xHDR

    """

  static let links = [
    "ib-router-01:1--leaf-01:4 200G", "leaf-01:1--node-01:mlx5_0/1 200G",
    "leaf-01:2--node-01:mlx5_1/1 100G", "leaf-01:3--leaf-02:1 200G",
  ]

  @Test("each link once, hosts with their adapters, switches by the name that a plan gives them")
  func whole() throws {
    let reading = try Plans.load(Self.listing)
    let fabric = reading.fabric
    #expect(Plans.linksWithSpeeds(fabric) == Self.links)
    #expect(
      Plans.devices(fabric).sorted()
        == ["host node-01", "switch leaf-01", "switch leaf-02", "unknown ib-router-01"])
    let leaf = fabric.device(named: "leaf-01")
    #expect(fabric.names[fabric.devices.model[leaf.index]] == "MQM9700")
    #expect(fabric.devices.radix[leaf.index] == 65)
    #expect(fabric.devices.guid(of: leaf) == 0xfc6a_1c03_0000_0100)
    #expect(fabric.adapters.guid == [0xb83f_d203_0000_0010, 0xb83f_d203_0000_0020])
    #expect(fabric.devices.isDeclared.allSatisfy { $0 })
    #expect(fabric.origin(of: leaf).line == 11)
    #expect(fabric.origin(of: LinkID(0)).line == 12)
    #expect(fabric.sources[0].dialect == "ibnetdiscover")
    #expect(fabric.sources[0].links == 4)
    #expect(reading.anomalies.isEmpty)
  }

  @Test("logs around it, DOS line ends, lost tabs and an appended copy change nothing")
  func tolerance() throws {
    let dos = Self.listing.replacing("\n", with: "\r\n")
    let log = "=~=~= PuTTY log 2021.06.15 =~=~=\r\r\nibwarn: [17] mad_rpc: timed out\n"
    for text in [
      dos, log + dos + "[root@node-01 ~]# ", Self.listing.replacing("\t", with: ""),
      Self.listing + Self.listing, "\u{FEFF}" + Self.listing,
      Self.listing.replacing("vendid", with: "Chassis 3 (guid 0x1)\n# Spine Nodes\nvendid"),
    ] {
      let reading = try Plans.load(text)
      #expect(Plans.linksWithSpeeds(reading.fabric) == Self.links, "\(text)")
      #expect(reading.anomalies.isEmpty)
    }
  }

  @Test("every place at which a file may be cut is noticed, or nothing is missing")
  func truncated() throws {
    let bytes = Array(Self.listing.utf8)
    let folder = try TemporaryFolder()
    for count in 160..<(bytes.count - 1) {
      let path = try folder.write(bytes[..<count], to: "cut.txt")
      do {
        let reading = try PlanLoader.load([path])
        // All links may be known before the last block ends.
        #expect(
          !reading.anomalies.isEmpty || Plans.linksWithSpeeds(reading.fabric) == Self.links
            || reading.fabric.links.count == 0,
          "\(count)")
      } catch {
        #expect(error.detail.hasPrefix("file ends "), "\(count)")
        #expect(error.origin.line > 5)
        #expect(!error.nextStep.isEmpty)
      }
    }
  }

  @Test("a node without a block was not looked at, and one finding can say how many there are")
  func undescribed() throws {
    let block = Self.listing.components(separatedBy: "\n\n")[1]
    let reading = try Plans.load(block + "\n")
    #expect(Plans.linksWithSpeeds(reading.fabric) == Self.links)
    #expect(Plans.seenDevices(reading.fabric) == ["leaf-01"])
    #expect(Plans.anomalies(reading) == ["0:6 node-01 mlx5_0: undescribed x4"])
  }

  @Test("both ends of a link may be told by different files; a contradiction is recorded once")
  func severalFiles() throws {
    let a = """
      Switch\t2 "S-00000000000000a1"\t\t# "a" base port 0 lid 1 lmc 0
      [1]\t"S-00000000000000b1"[1]\t\t# "b" lid 2 4xEDR
      [2]\t"S-00000000000000c1"[2]\t\t# "c" lid 3 4xEDR

      """
    let b = """
      Switch\t2 "S-00000000000000b1"\t\t# "b" base port 0 lid 2 lmc 0
      [1]\t"S-00000000000000a1"[1]\t\t# "a" lid 1 4xEDR
      [2]\t"S-00000000000000a1"[2]\t\t# "a" lid 1 4xEDR

      """
    for files in [[a, b], [a + b]] {
      let folder = try TemporaryFolder()
      let paths = try files.enumerated().map { try folder.write($1, to: "plan-\($0).txt") }
      let reading = try PlanLoader.load(paths)
      // Of two files both links stay, within one the first.
      #expect(
        Plans.links(reading.fabric) == ["a:1--b:1", "a:2--c:2"]
          + (files.count > 1 ? ["a:2--b:2"] : []))
      let contradictions = Plans.anomalies(reading).filter { $0.contains("neighbour") }
      #expect(contradictions.count == 1)
      #expect(contradictions.first?.contains("a:2: neighbour b:2, c:2 at 0:3") == true)
    }
  }

  @Test("names that several nodes share make several devices; the second adapter of one name, too")
  func sharedNames() throws {
    func block(_ guid: Int, _ name: String) -> String {
      "Ca 1 \"H-000000000000000\(guid)\" # \"\(name)\"\n"
        + "[1](\(guid)) \"S-00000000000000ff\"[\(guid)] # lid 0 lmc 0 \"sw\" lid 1 4xEDR\n"
    }
    let names = ["MT4123 ConnectX6   Mellanox Technologies", "node mlx5_0", "node mlx5_1"]
    let text = (0..<6).map { block($0 + 1, names[$0 % 3]) }.joined()
    let reading = try Plans.load("vendid=0x2c9\n" + text)
    let fabric = reading.fabric
    #expect(fabric.links.count == 6)
    #expect(
      Plans.devices(fabric).sorted() == [
        "host MT4123 ConnectX6   Mellanox Technologies",
        "host MT4123 ConnectX6   Mellanox Technologies", "host node", "host node", "switch sw",
      ])
    let ports = fabric.devices.name.indices.map { fabric.ports.ports(of: DeviceID($0)).count }
    #expect(ports.sorted() == [1, 1, 2, 2, 6])
    let shared = reading.anomalies.filter {
      if case .nameShared = $0.kind { true } else { false }
    }
    #expect(shared.map(\.subject) == [names[0], "node"])
  }

  @Test("a cable between two ports of one switch, ports that end nowhere, unknown rates")
  func oddLinks() throws {
    let reading = try Plans.load(
      """
      vendid=0x2c9
      Switch 4 "S-00000000000000a1" # "a" base port 0 lid 65535 lmc 0
      [1] "S-00000000000000a1"[2] # "a" lid 65535 4xNDR
      [2] "S-00000000000000a1"[1] # "a" lid 65535 4xNDR
      [3] "S-00000000000000b1"[1] # "b" lid 65535 ???
      [4] "S-00000000000000b1"[2] # "b" lid 65535 4x??
      [x] "S-00000000000000b1"[2] # "b" lid 65535 4xEDR
      [5] "S-00000000000000b1[2] # "b" lid 65535 4xEDR
      Switch 4 "S-00000000000000b1" # "b" base port 0 lid 65535 lmc 0
      [3] "S-00000000000000a1"[4] # "a" lid 65535 12xZDR

      """)
    #expect(
      Plans.linksWithSpeeds(reading.fabric) == ["a:1--a:2 400G", "a:3--b:1 0G", "a:4--b:2 0G"])
    let kinds = Plans.anomalies(reading)
    #expect(kinds.count == 3)
    #expect(kinds[0].hasPrefix("0:8 line: bad '[5]"))
    #expect(kinds[1] == "0:10 Rate: bad '12xZDR'")
    #expect(kinds[2].contains("a:4: neighbour b:3, b:2"))
  }

  @Test("a text that is no listing is not taken for one, and a listing is not taken for a plan")
  func recognition() throws {
    let error = #expect(throws: PlanError.self) { try Plans.load("name,port\nleaf-1,7\n") }
    #expect(error?.detail.contains("no XML element") == true)
    #expect(DialectCatalog.role(of: "ibnetdiscover") == .observation)
    #expect(DialectCatalog.role(of: "fastfabric") == .plan)
    #expect(DialectCatalog.role(of: "ibsim") == .either)
    #expect(DialectCatalog.role(of: "visio") == nil)
    let zero = #expect(throws: PlanError.self) {
      try Plans.load("vendid=0x1\n\u{0}\n", dialect: "ibnetdiscover")
    }
    #expect(zero?.detail == "a NUL byte stands in the text")
    let long = #expect(throws: PlanError.self) {
      try Plans.load("vendid=0x1\n" + String(repeating: "x", count: 100_000) + "\n")
    }
    #expect(long?.detail == "more than 65536 bytes in one line")
    #expect(long?.origin.line == 2)
  }
}
