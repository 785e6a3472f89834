/// A dense row number in one table of a `Fabric`; negative means "none".
///
/// Thirty-two bits, because a fabric of a million cables has six million rows in all and the
/// columns that hold these numbers are most of the memory that a plan takes.
package protocol RowID: Hashable, Comparable, Sendable {
  var rawValue: Int32 { get }
  init(rawValue: Int32)
}

extension RowID {
  @inlinable package init(_ index: Int) { self.init(rawValue: Int32(truncatingIfNeeded: index)) }

  /// The absence of a row.
  @inlinable package static var none: Self { Self(rawValue: -1) }

  /// The row as an array index.
  @inlinable package var index: Int { Int(rawValue) }

  @inlinable package var isNone: Bool { rawValue < 0 }

  @inlinable package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Row of a device: a switch, host, patch panel or chassis.
@frozen package struct DeviceID: RowID {
  package var rawValue: Int32
  @inlinable package init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Row of a port; the ports of a device are neighbours, in order of their number.
@frozen package struct PortID: RowID {
  package var rawValue: Int32
  @inlinable package init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Row of a link: one logical connection between two ports.
@frozen package struct LinkID: RowID {
  package var rawValue: Int32
  @inlinable package init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Row of a cable: one physical object over one or more links.
@frozen package struct CableID: RowID {
  package var rawValue: Int32
  @inlinable package init(rawValue: Int32) { self.rawValue = rawValue }
}

/// A text in the fabric's name table.
@frozen package struct NameID: RowID {
  package var rawValue: Int32
  @inlinable package init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Row of a rack: hall, row and rack together.
@frozen package struct RackID: RowID {
  package var rawValue: Int32
  @inlinable package init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Row of an adapter: a card of a host that carries ports.
@frozen package struct AdapterID: RowID {
  package var rawValue: Int32
  @inlinable package init(rawValue: Int32) { self.rawValue = rawValue }
}
