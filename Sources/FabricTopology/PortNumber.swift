package import FabricModel

/// A port by what counts on the faceplate: its number, and the leg where its cage is split.
package struct PortNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var number: Int32
  /// From 1; 0 for a whole port.
  package var leg: Int32

  /// One step from leg to leg; no cage has so many that numbers would meet.
  static let legs: Int32 = 256

  package init(number: Int32, leg: Int32 = 0) {
    self.number = number
    self.leg = leg
  }

  init(key: Int32) { self.init(number: key / Self.legs, leg: key % Self.legs) }

  package var key: Int32 { number * Self.legs + leg }

  package static func < (a: PortNumber, b: PortNumber) -> Bool { a.key < b.key }

  package var description: String { leg > 0 ? "\(number)/\(leg)" : "\(number)" }
}

extension Fabric {
  /// Number and leg of a port; nil where it has only a name.
  package func portNumber(of port: PortID) -> PortNumber? {
    guard !port.isNone, ports.number[port.index] >= 0 else { return nil }
    return PortNumber(number: ports.number[port.index], leg: Int32(ports.leg(of: port)))
  }
}
