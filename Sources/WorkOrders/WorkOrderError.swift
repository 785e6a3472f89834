/// Why no work order is printed.
package enum WorkOrderError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The order was played on the current fabric and went wrong.
  case refusedByReplay(String)

  package var description: String {
    switch self {
    case .refusedByReplay(let reason):
      "the work order does not lead to the planned wiring: \(reason); nothing is printed. This is a bug"
        + " in plumbline: please report it with both inputs"
    }
  }
}
