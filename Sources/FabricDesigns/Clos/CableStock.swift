internal import FabricModel

/// A place on the floor in numbers, from 0; the height unit from 1.
struct Spot: Hashable, Sendable {
  var hall: Int
  var row: Int
  var rack: Int
  var unit: Int

  var place: Place {
    Place(
      hall: "hall-" + Padded.text(hall + 1, width: 2),
      row: "row-" + Padded.text(row + 1, width: 2),
      rack: "rack-" + Padded.text(rack + 1, width: 2), unit: unit)
  }
}

/// Which cable is taken from stock for two places.
///
/// Within a rack it is 2 m. Else it goes up from its unit to the tray, 30 cm above the rack of 42
/// units, along the trays (60 cm a rack, 3 m a row, 40 m a hall) and down again; the next stock
/// length is taken. Copper (DAC) serves to 3 m, active optical cable (AOC) to 30 m, single-mode
/// fibre (SMF) beyond.
enum CableStock {
  private static let stock = [1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200]

  /// The length in metres.
  private static func length(from a: Spot, to b: Spot) -> Int {
    if a.hall == b.hall && a.row == b.row && a.rack == b.rack { return 2 }
    let trays = abs(a.hall - b.hall) * 4000 + abs(a.row - b.row) * 300 + abs(a.rack - b.rack) * 60
    let centimeters = trays + rise(a) + rise(b)
    for meters in stock where centimeters <= meters * 100 { return meters }
    return (centimeters + 9_999) / 10_000 * 100
  }

  static func cable(from a: Spot, to b: Spot) -> StockCable {
    let meters = length(from: a, to: b)
    let medium = meters <= 3 ? "DAC" : meters <= 30 ? "AOC" : "SMF"
    return StockCable(length: Meters(meters), medium: medium)
  }

  /// From the unit to the tray in centimetres; a unit is 4.445 cm high.
  private static func rise(_ spot: Spot) -> Int { (42 - spot.unit) * 4445 / 1000 + 30 }
}
