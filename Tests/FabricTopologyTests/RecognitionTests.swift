import FabricDesigns
import FabricModel
import FabricTopology
import TestSupport
import Testing

@Suite struct RecognitionTests {
  @Test(
    "a healthy design is read back with its tiers, pods and parameters",
    arguments: recognisedDesigns)
  func readsBack(_ entry: DesignCase) throws {
    let design = try entry.design
    let topology = Topology(try Plans.draft(design).fabric())
    let structure = topology.structure
    #expect(structure.tiers.map(\.devices) == design.tiers.map(\.count))
    #expect(structure.confidence == 1)
    #expect(structure.components == 1)
    #expect(topology.violations?.surplus == [])
    #expect(topology.violations?.absent == [])
    #expect(topology.violations?.uneven.isEmpty == true)
    #expect(topology.acts == [])
    let known = design.settings.compactMapValues { Int($0) }
    let hosts = known["down"] ?? known["hosts"]
    #expect(structure.parameters["hostsPerLeaf"] == hosts)
    let groups = design.linkGroups
    if design.tiers.count == 4 {
      #expect(structure.design == "fat-tree")
      #expect(structure.pods == known["pods"])
      #expect(structure.parameters["pods"] == known["pods"])
      #expect(structure.parameters["leavesPerPod"] == known["leaves"])
      #expect(structure.parameters["spinesPerPod"] == known["spines"])
      #expect(structure.parameters["corePlanes"] == known["spines"])
      #expect(structure.parameters["coresPerPlane"] == known["cores"])
      #expect(structure.parameters["leafSpineTrunk"] == groups[1].trunk.lowerBound)
      #expect(structure.parameters["spineCoreTrunk"] == groups[2].trunk.lowerBound)
    } else {
      #expect(structure.design == "leaf-spine")
      #expect(structure.pods == 1)
      #expect(structure.parameters["leaves"] == design.tiers[1].count)
      #expect(structure.parameters["spines"] == design.tiers[2].count)
      #expect(structure.parameters["uplinks"] == groups[1].lowerDegree.lowerBound)
      #expect(structure.parameters["trunk"] == groups[1].trunk.lowerBound)
    }
  }

  @Test("only the classic tree is called by its k", arguments: [4, 6, 8, 12, 16])
  func classicTree(_ k: Int) throws {
    let whole = Topology(try Plans.draft("fat-tree", ["k": "\(k)"]).fabric())
    #expect(whole.structure.parameters["k"] == k)
    let partial = Topology(try Plans.draft("fat-tree", ["k": "\(k)", "pods": "\(k - 1)"]).fabric())
    #expect(partial.structure.parameters["k"] == nil)
  }

  @Test("every leaf and spine is in the pod that its name says")
  func podsByName() throws {
    let draft = try Plans.draft("fat-tree", ["k": "8"])
    let fabric = try draft.shuffled(seed: 3).fabric()
    let topology = Topology(fabric)
    var podOfPrefix: [String: Int32] = [:]
    for vertex in 0..<topology.graph.vertexCount where topology.tier[vertex] <= 2 {
      let name = fabric.name(of: topology.graph.devices[vertex])
      let prefix = String(name.split(separator: "-")[0])
      #expect(topology.pod[vertex] == podOfPrefix[prefix, default: topology.pod[vertex]])
      podOfPrefix[prefix] = topology.pod[vertex]
    }
    #expect(podOfPrefix.count == 8)
    #expect(Set(podOfPrefix.values).count == 8)
  }

  @Test("a switch without cables does not hide the design of the others")
  func spareSwitch() throws {
    var draft = try Plans.draft("fat-tree", ["k": "8"])
    draft.devices.append(DeviceEntry(name: "spare-1", kind: .switch))
    let structure = Topology(try draft.fabric()).structure
    #expect(structure.design == "fat-tree")
    #expect(structure.parameters["k"] == 8)
    #expect(structure.confidence == 1)
    #expect(structure.components == 2)
  }
}
