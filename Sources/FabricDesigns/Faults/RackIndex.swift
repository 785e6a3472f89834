internal import FabricModel

/// The devices of every rack, from below.
struct RackIndex {
  private(set) var racks: [[Int]] = []
  private var numbers: [Place: Int] = [:]

  /// - Complexity: O(D log D) for D devices.
  init(_ design: some Design) {
    var units: [[(unit: Int, device: Int)]] = []
    for device in 0..<design.deviceCount {
      var place = design.device(at: device).place
      let unit = place.unit
      place.unit = 0
      guard !place.rack.isEmpty else { continue }
      let number = numbers[place] ?? units.count
      if number == units.count {
        numbers[place] = number
        units.append([])
      }
      units[number].append((unit, device))
    }
    racks = units.map { rack in rack.sorted { $0 < $1 }.map(\.device) }
  }

  /// The number of the rack that a device stands in.
  func rack(of device: Int, in design: some Design) -> Int? { numbers[design.rack(of: device)] }
}
