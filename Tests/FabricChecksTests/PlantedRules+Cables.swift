import FabricDesigns
import FabricModel
import TestSupport

extension PlantedRule {
  /// Lengths, media and optics.
  static let cables: [PlantedRule] = [
    PlantedRule("CB201", "a cable that does not reach") { planter in
      let index = planter.longLink()
      planter.draft.links[index].length = Meters(centimeters: 50 + planter.random.below(50))
      return try planter.verified([planter.draft.cable(index)])
    },
    PlantedRule("CB201", "a switch that stands at the other end of the hall") { planter in
      let device = planter.device(tier: 1 + planter.random.below(3))
      planter.draft.devices[device].place.row = "row-99"
      return try planter.verified([planter.name(device)])
    },
    PlantedRule("CB202", "a cable of twice the length and more") { planter in
      let index = planter.anyLink()
      let length = planter.draft.links[index].length!.centimeters
      planter.draft.links[index].length = Meters(
        centimeters: 2 * length + 1000 + planter.random.below(1000))
      return try planter.verified([planter.draft.cable(index)])
    },
    PlantedRule("CB301", "copper as long as fibre") { planter in
      let index = planter.longLink()
      planter.draft.links[index].medium = "DAC"
      return try planter.verified([planter.draft.cable(index)])
    },
    PlantedRule("CB302", "optics of two kinds") { planter in
      let index = planter.anyLink()
      let kinds = ["SR4", "DR4", "FR4", "LR4"]
      let first = planter.random.below(4)
      planter.draft.links[index].medium = ""
      planter.draft.links[index].a.optic = "400G-" + kinds[first]
      planter.draft.links[index].b!.optic =
        "400G-" + kinds[(first + 1 + planter.random.below(3)) % 4]
      return try planter.verified([planter.draft.cable(index)])
    },
    PlantedRule("CB302", "optics for another fibre than the cable's") { planter in
      let index = planter.anyLink()
      planter.draft.links[index].medium = "DR4"
      planter.draft.links[index].a.optic = "400G-SR4"
      return try planter.verified([planter.draft.cable(index)])
    },
  ]
}

extension Planter {
  /// A cable that is longer than copper reaches at this speed.
  fileprivate mutating func longLink() -> Int {
    var index: Int
    repeat { index = anyLink() } while draft.links[index].length! < Meters(7)
    return index
  }
}
