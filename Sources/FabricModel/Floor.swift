/// How far apart things stand in a hall: enough to tell how long a cable has to be.
///
/// A cable goes up from its device to the tray above the rack, along the trays and down again. Racks
/// of a row stand next to one another, rows behind one another; their numbers are the last digits of
/// their names.
package struct Floor: Sendable, Hashable {
  /// Height units of a rack.
  package var rackUnits = 42
  /// From the middle of a rack to that of the next one, from row to row, and from hall to hall.
  package var rackPitch = Meters(centimeters: 60)
  package var rowPitch = Meters(centimeters: 300)
  package var hallPitch = Meters(centimeters: 4000)
  /// From the top of a rack to the tray.
  package var trayRise = Meters(centimeters: 30)

  package init() {}
}
