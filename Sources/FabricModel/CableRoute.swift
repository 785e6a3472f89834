/// Where a device stands, in numbers that can be subtracted.
package struct FloorSpot: Hashable, Sendable {
  package var hall: Int
  package var row: Int
  package var rack: Int
  /// The lowest height unit that the device fills, from 1; 0 where nobody says.
  package var unit: Int

  package init(hall: Int, row: Int, rack: Int, unit: Int) {
    self.hall = hall
    self.row = row
    self.rack = rack
    self.unit = unit
  }
}

extension Floor {
  /// The least length of a cable between two devices.
  ///
  /// Within a rack that is the height between them. Else a cable goes up to the tray, along the
  /// trays, rack by rack, row by row and hall by hall, and down again. A device of unknown height
  /// counts as standing at the top.
  package func route(from a: FloorSpot, to b: FloorSpot) -> Meters {
    let racks = abs(a.rack - b.rack)
    let rows = abs(a.row - b.row)
    let halls = abs(a.hall - b.hall)
    guard racks + rows + halls > 0 else {
      let isKnown = a.unit > 0 && b.unit > 0
      return Meters(centimeters: isKnown ? Floor.height(of: abs(a.unit - b.unit)) : 0)
    }
    let trays =
      racks * rackPitch.centimeters + rows * rowPitch.centimeters
      + halls * hallPitch.centimeters
    return Meters(centimeters: trays + rise(from: a.unit) + rise(from: b.unit))
  }

  /// From a height unit to the tray, in centimetres.
  private func rise(from unit: Int) -> Int {
    let below = unit > 0 ? max(0, rackUnits - unit) : 0
    return Floor.height(of: below) + trayRise.centimeters
  }

  /// A unit is 4.445 cm high.
  private static func height(of units: Int) -> Int { units * 4445 / 1000 }
}

/// How long the cables of a fabric have to be, by the names of halls, rows and racks.
///
/// The last digits of a name are its number, and two names can be subtracted when they are equal in
/// front of it: `row-03` and `row-07` are four rows apart; how far `A` is from `B` nobody can tell.
package struct CableRoutes: Sendable {
  private let floor: Floor
  /// By rack of the fabric.
  private var racks: [Rack] = []

  private struct Rack {
    var hall, row, rack: Numbered

    func spot(unit: Int) -> FloorSpot {
      FloorSpot(hall: hall.number, row: row.number, rack: rack.number, unit: unit)
    }
  }

  /// A name in front of its last digits, as a number of its own, and the value of the digits.
  private struct Numbered {
    var stem: Int32
    var number: Int
  }

  /// - Complexity: O(R) for R racks.
  package init(_ fabric: Fabric, floor: Floor) {
    self.floor = floor
    var stems: [ArraySlice<UInt8>: Int32] = [:]
    let numbered = { (name: NameID) -> Numbered in
      let bytes = fabric.names.bytes(name)
      // Eighteen digits fit into a whole number; more are no number of a rack.
      let digits = bytes.suffix(while: { $0 &- 48 < 10 }).suffix(18)
      let front = bytes.prefix(bytes.count - digits.count)
      let stem = stems[front] ?? Int32(stems.count)
      stems[front] = stem
      return Numbered(stem: stem, number: digits.reduce(0) { $0 * 10 + Int($1 &- 48) })
    }
    for row in 0..<fabric.racks.count {
      racks.append(
        Rack(
          hall: numbered(fabric.racks.hall[row]), row: numbered(fabric.racks.row[row]),
          rack: numbered(fabric.racks.rack[row])))
    }
  }

  /// The least length of a cable between two devices, or nil where their places do not tell.
  package func length(from a: DeviceID, to b: DeviceID, in fabric: Fabric) -> Meters? {
    let (rackA, rackB) = (fabric.devices.rack[a.index], fabric.devices.rack[b.index])
    guard !rackA.isNone, !rackB.isNone else { return nil }
    let (x, y) = (racks[rackA.index], racks[rackB.index])
    guard x.hall.stem == y.hall.stem, x.row.stem == y.row.stem, x.rack.stem == y.rack.stem else {
      return nil
    }
    return floor.route(
      from: x.spot(unit: Int(fabric.devices.unit[a.index])),
      to: y.spot(unit: Int(fabric.devices.unit[b.index])))
  }
}

extension ArraySlice<UInt8> {
  /// The longest end of it that holds only such elements.
  fileprivate func suffix(while isWanted: (UInt8) -> Bool) -> Self {
    var start = endIndex
    while start > startIndex, isWanted(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
