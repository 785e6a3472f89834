import FabricDesigns
import FabricModel
import Testing

@Suite("Errors of parameters and files")
struct DesignErrorTests {
  @Test(
    "a bad parameter is named with what was given and what is allowed",
    arguments: [
      (
        "fat-tree", ["k": "97"], "k is '97', but an even number is allowed",
        "give k an even number"
      ),
      (
        "fat-tree", ["k": "many"], "k is 'many', but a whole number in 2...512 is allowed",
        "give k a whole number in 2...512"
      ),
      (
        "fat-tree", ["k": "8", "down": "8"],
        "down is '8', but a whole number in 1...7 is allowed", "give down a whole number in 1...7"
      ),
      (
        "fat-tree", ["k": "8", "pods": "8", "cores": "3"],
        "pods is '8', but a whole number in 1...6 is allowed", "give pods a whole number in 1...6"
      ),
      (
        "fat-tree", ["tiers": "2", "pods": "3"],
        "pods does not go with tiers=2: there are no cores", "leave out pods"
      ),
      (
        "fat-tree", ["host-ports": "2"], "host-ports is '2', but 1 is allowed", "give host-ports 1"
      ),
      (
        "fat-tree", ["speed": "fast"],
        "speed is 'fast', but a number of Gb/s from 0.001 to 100000 with at most three decimals "
          + "is allowed",
        "give speed a number of Gb/s from 0.001 to 100000 with at most three decimals"
      ),
      (
        "leaf-spine", ["uplinks": "16", "trunk": "2"],
        "trunk does not go with uplinks: each of them says how many cables a leaf has",
        "leave out trunk"
      ),
      (
        "leaf-spine", ["spines": "8", "uplinks": "7"],
        "uplinks is '7', but a whole number in 8...4096 is allowed",
        "give uplinks a whole number in 8...4096"
      ),
      (
        "leaf-spine", ["pods": "8"], "leaf-spine has no parameter 'pods'",
        "choose among the parameters of leaf-spine: leaves, spines, hosts, trunk, uplinks, speed, "
          + "uplink-speed, spare"
      ),
      (
        "rail-optimized", ["meet": "never"], "meet is 'never', but spine or apart is allowed",
        "give meet spine or apart"
      ),
      (
        "rail-optimized", ["breakout": "3"], "breakout is '3', but 1, 2, 4 or 8 is allowed",
        "give breakout 1, 2, 4 or 8"
      ),
      (
        "rail-optimized", ["breakout": "2", "tors": "2"],
        "breakout does not go with tors=2: a cable is split at one end only",
        "leave out breakout"
      ),
      (
        "rail-optimized", ["cores": "2"], "cores does not go with tiers=2: there are no cores",
        "leave out cores"
      ),
      (
        "rail-optimized", ["hosts": "8", "total-hosts": "30", "units": "5"],
        "units is '5', but 4 is allowed", "give units 4"
      ),
      (
        "multi-plane",
        ["tiers": "3", "hosts": "8", "units": "2", "total-hosts": "30", "pods": "3"],
        "pods is '3', but 2 is allowed", "give pods 2"
      ),
      (
        "multi-plane", ["hosts": "8", "uplinks": "4", "spines": "5"],
        "spines is '5', but a whole number in 1...4 is allowed",
        "give spines a whole number in 1...4"
      ),
      (
        "multi-plane", ["planes": "1"], "planes is '1', but a whole number in 2...64 is allowed",
        "give planes a whole number in 2...64"
      ),
      (
        "multi-plane", ["tiers": "3", "hosts": "4096", "units": "4096", "pods": "512"],
        "total-hosts is '8589934592', but at most 16777216 is allowed",
        "give total-hosts at most 16777216"
      ),
      (
        "multi-plane", ["rails": "64", "planes": "64", "hosts": "1", "total-hosts": "100000"],
        "total-hosts is '100000', but at most 65536 is allowed", "give total-hosts at most 65536"
      ),
      (
        "multi-plane", ["optics": "maybe"], "optics is 'maybe', but yes or no is allowed",
        "give optics yes or no"
      ),
      (
        "butterfly", [:], "there is no design 'butterfly'",
        "choose one of fat-tree, leaf-spine, rail-optimized, multi-plane, colossus-220k, "
          + "colossus-k128, colossus-220k-rails, colossus-planes, fat-tree-2to1, leaf-spine-64x32"
      ),
    ] as [(String, [String: String], String, String)])
  func badParameter(
    name: String, parameters: [String: String], message: String, nextStep: String
  ) {
    let error = #expect(throws: DesignError.self) {
      try DesignCatalog.design(named: name, overrides: parameters)
    }
    #expect(error?.message == message)
    #expect(error?.nextStep == nextStep)
  }

  @Test(
    "a design file that is not understood is refused with its line",
    arguments: [
      ("design: fat-tree\nradix: 4\n", "d.yaml:2: a design file has no key 'radix'"),
      (
        "design: fat-tree\nparameters:\n  k: 8\n  radix: 4\n",
        "d.yaml:4: fat-tree has no parameter 'radix'"
      ),
      ("parameters:\n  k: 8\n", "d.yaml:1: the key 'design' is missing"),
      ("\n\ndesign: butterfly\n", "d.yaml:3: there is no design 'butterfly'"),
      ("design: fat-tree\nname: [a]\n", "d.yaml:2: 'name' is not a single value"),
      (
        "design: fat-tree\nparameters: 8\n",
        "d.yaml:2: 'parameters' is not a list of keys and values"
      ),
      ("just words\n", "d.yaml:1: 'file' is not a list of keys and values"),
      ("", "d.yaml: 'file' is not a list of keys and values"),
      ("design: fat-tree\ndesign: leaf-spine\n", "d.yaml:1: 'design' is given twice"),
    ])
  func badFile(text: String, message: String) {
    let error = #expect(throws: DesignError.self) {
      try DesignFile.parse(text: text, path: "d.yaml")
    }
    #expect(error?.message == message)
  }

  @Test("text that is not YAML is refused with its line")
  func notYAML() {
    let error = #expect(throws: DesignError.self) {
      try DesignFile.parse(text: "design: fat-tree\nname: 'open\n", path: "d.yaml")
    }
    #expect(error?.message.hasPrefix("d.yaml:") == true)
    #expect(error?.message.contains("this is not YAML") == true)
  }

  @Test("a bad value of a file is reported with the file's line, that of an override without")
  func locatedValue() throws {
    let recipe = try DesignFile.parse(
      text: "design: fat-tree\nparameters:\n  k: 8\n  down: 9\n", path: "plans/mine.yaml")
    #expect(recipe.name == "mine")
    let inFile = #expect(throws: DesignError.self) { try DesignCatalog.design(from: recipe) }
    #expect(inFile?.origin == Origin(file: "plans/mine.yaml", line: 4))
    let overridden = #expect(throws: DesignError.self) {
      try DesignCatalog.design(from: recipe, overrides: ["down": "10"])
    }
    #expect(overridden?.origin == nil)
    #expect(overridden?.message == "down is '10', but a whole number in 1...7 is allowed")
    let repaired = try DesignCatalog.design(from: recipe, overrides: ["down": "4"])
    #expect(repaired.planName == "mine")
  }

  @Test("a list of faults is read, and one that is not understood is refused")
  func faultLists() throws {
    #expect(
      try FaultRequest.parse("swap=5,wrong-port=1")
        == [FaultRequest(.swap, count: 5), FaultRequest(.wrongPort, count: 1)])
    let messages = ["swap", "swap=x", "twist=2", ""].map { text in
      #expect(throws: DesignError.self) { try FaultRequest.parse(text) }?.description
    }
    let example = "write faults as KIND=N, for example swap=5,missing=5"
    #expect(
      messages == [
        "the faults 'swap' cannot be read: 'swap' is not KIND=N; \(example)",
        "the faults 'swap=x' cannot be read: 'x' is not a number from 0 to 1000000; \(example)",
        "there is no fault 'twist'; choose one of "
          + FaultKind.allCases.map(\.name).joined(separator: ", "),
        "the faults '' cannot be read: '' is not KIND=N; \(example)",
      ])
  }
}
