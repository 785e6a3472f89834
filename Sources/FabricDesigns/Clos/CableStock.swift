internal import FabricModel

extension FloorSpot {
  /// The place by names; numbers from 1.
  var place: Place {
    Place(
      hall: "hall-" + Padded.text(hall + 1, width: 2),
      row: "row-" + Padded.text(row + 1, width: 2),
      rack: "rack-" + Padded.text(rack + 1, width: 2), unit: unit)
  }
}

/// Which cable is taken from stock for two places.
///
/// Within a rack it is 2 m; else the next stock length above the route over the trays. Copper serves
/// as far as its speed allows, with retimers to 7 m, active optical cable to 30 m, and optics on
/// single-mode fibre beyond.
enum CableStock {
  static let floor = Floor()

  private static let stock = [2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200]

  static func route(_ a: FloorSpot, _ b: FloorSpot) -> Meters { floor.route(from: a, to: b) }

  static func cable(for route: Meters, speed: Gbps) -> (length: Meters, medium: Medium) {
    let length = Meters(stockLength(for: route.centimeters))
    return (length, medium(for: length, speed: speed))
  }

  private static func stockLength(for centimeters: Int) -> Int {
    for meters in stock where centimeters <= meters * 100 { return meters }
    return (centimeters + 9_999) / 10_000 * 100
  }

  private static func medium(for length: Meters, speed: Gbps) -> Medium {
    if length <= Medium.directAttach.reach(at: speed) { return .directAttach }
    if length <= Medium.activeElectrical.reach(at: speed) { return .activeElectrical }
    if length <= Meters(30) { return .activeOptical }
    return length <= Medium.datacenterReach.reach(at: speed) ? .datacenterReach : .farReach
  }
}
