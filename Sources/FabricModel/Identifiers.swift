/// A dense row number in one table of a `Fabric`; negative means "none".
///
/// Thirty-two bits, because a fabric of a million cables has six million rows in all and the
/// columns that hold these numbers are most of the memory that a plan takes.
public protocol RowID: Hashable, Comparable, Sendable {
  var rawValue: Int32 { get }
  init(rawValue: Int32)
}

extension RowID {
  @inlinable public init(_ index: Int) { self.init(rawValue: Int32(truncatingIfNeeded: index)) }

  /// The absence of a row.
  @inlinable public static var none: Self { Self(rawValue: -1) }

  /// The row as an array index.
  @inlinable public var index: Int { Int(rawValue) }

  @inlinable public var isNone: Bool { rawValue < 0 }

  @inlinable public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Row of a device: a switch, host, patch panel or chassis.
@frozen public struct DeviceID: RowID {
  public var rawValue: Int32
  @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Row of a port; the ports of a device are neighbours, in order of their number.
@frozen public struct PortID: RowID {
  public var rawValue: Int32
  @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Row of a link: one logical connection between two ports.
@frozen public struct LinkID: RowID {
  public var rawValue: Int32
  @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Row of a cable: one physical object over one or more links.
@frozen public struct CableID: RowID {
  public var rawValue: Int32
  @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// A text in the fabric's name table.
@frozen public struct NameID: RowID {
  public var rawValue: Int32
  @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Row of a rack: hall, row and rack together.
@frozen public struct RackID: RowID {
  public var rawValue: Int32
  @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Row of an adapter: a card of a host that carries ports.
@frozen public struct AdapterID: RowID {
  public var rawValue: Int32
  @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }
}
