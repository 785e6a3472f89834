internal import FabricComparison
internal import FabricModel

/// The order in which racks, devices and ports are walked along: hall, row, rack, then height unit,
/// then the names of devices. What has no place comes last, by name.
struct StopOrder {
  /// By device; -1 for devices that it was not made for.
  private var rank: [Int32]
  /// By device: the rack that one stands in front of. A device without a place is a stop of its own.
  private var stops: [Int32]
  /// By stop: the row of racks that it is in.
  private var aisles: [Int32] = []

  private struct Spot: Hashable {
    var hall: String
    var row: String
    var rack: String

    static func < (a: Spot, b: Spot) -> Bool {
      if a.hall != b.hall { return NaturalOrder.precedes(a.hall, b.hall) }
      if a.row != b.row { return NaturalOrder.precedes(a.row, b.row) }
      return NaturalOrder.precedes(a.rack, b.rack)
    }
  }

  /// - Parameter devices: each once, in any order.
  /// - Complexity: O(d log d) comparisons of names for d devices.
  init(_ alignment: Alignment, devices: [Int32]) {
    var spots: [Spot: Int32] = [:]
    var entries = devices.map { device in
      let place = alignment.place(ofDevice: device)
      let spot = Spot(hall: place.hall, row: place.row, rack: place.rack)
      spots[spot] = 0
      return (device: device, spot: spot, rack: Int32(0), unit: place.unit)
    }
    let nowhere = Spot(hall: "", row: "", rack: "")
    let ordered = spots.keys.sorted { $1 == nowhere ? $0 != nowhere : $0 != nowhere && $0 < $1 }
    for (place, spot) in ordered.enumerated() { spots[spot] = Int32(place) }
    for index in entries.indices { entries[index].rack = spots[entries[index].spot]! }
    let canon = alignment.canon
    entries.sort { a, b in
      if a.rack != b.rack { return a.rack < b.rack }
      return a.unit != b.unit ? a.unit < b.unit : canon.deviceComesFirst(a.device, b.device)
    }
    rank = [Int32](repeating: -1, count: alignment.devices.count)
    stops = rank
    for (place, entry) in entries.enumerated() {
      let last = place > 0 ? entries[place - 1].spot : nil
      if last != entry.spot || entry.spot == nowhere {
        let isSameAisle = last?.hall == entry.spot.hall && last?.row == entry.spot.row
        aisles.append((aisles.last ?? -1) + (isSameAisle ? 0 : 1))
      }
      rank[Int(entry.device)] = Int32(place)
      stops[Int(entry.device)] = Int32(aisles.count - 1)
    }
  }

  func stop(of device: Int32) -> Int32 { stops[Int(device)] }

  func aisle(of device: Int32) -> Int32 { aisles[Int(stops[Int(device)])] }

  /// A number that grows along the walk.
  func key(of port: Int32, on device: Int32) -> Int64 {
    Int64(rank[Int(device)]) << 32 | Int64(port)
  }
}
