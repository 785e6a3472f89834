internal import FabricMetrics
internal import FabricModel

extension JSONReport {
  /// The key `capacity` of the contract.
  static func capacity(_ capacity: Capacity) -> JSONValue {
    .object([
      "hostGbps": .speed(capacity.hostBandwidth),
      "bisection": bisection(capacity.bisection),
      "oversubscription": .object([
        "fabric": fabric(capacity),
        "tiers": .array(capacity.oversubscription.tiers.map(tier)),
        "groups": .array(capacity.oversubscription.groups.map(group)),
      ]),
    ])
  }

  private static func bisection(_ bisection: Bisection) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("lowerGbps", .speed(bisection.lower)), ("upperGbps", .speed(bisection.upper)),
      ("fullGbps", .speed(bisection.full)), ("exact", .bool(bisection.isExact)),
      ("ratioLower", .ratio(bisection.ratioLower)), ("ratioUpper", .ratio(bisection.ratioUpper)),
    ]
    if bisection.ratioLower == nil || bisection.ratioUpper == nil {
      members.append(("reason", .string("no hosts")))
    }
    members += [
      ("lowerMethod", .string(bisection.lowerMethod)),
      ("upperMethod", .string(bisection.upperMethod)),
      (
        "witness",
        .object([
          "crossingLinks": .count(bisection.witness.crossingLinks),
          "sideHostGbps": .array(bisection.witness.sideHosts.map { .speed($0) }),
        ])
      ),
    ]
    return .object(members)
  }

  private static func fabric(_ capacity: Capacity) -> JSONValue {
    let (lower, upper) = (
      capacity.oversubscription.fabricLower, capacity.oversubscription.fabricUpper
    )
    var members: [(key: String, value: JSONValue)] = [
      ("lower", .ratio(lower)), ("upper", .ratio(upper)),
    ]
    if lower == nil || upper == nil {
      let reason =
        if capacity.bisection.full == .zero {
          "no hosts"
        } else if capacity.bisection.upper == .zero {
          "nothing crosses"
        } else {
          "nothing is proven to cross"
        }
      members.append(("reason", .string(reason)))
    }
    return .object(members)
  }

  private static func tier(_ row: Oversubscription.TierRow) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("tier", .count(row.tier)), ("name", .string(row.name)),
      ("downGbps", .speed(row.down)), ("upGbps", .speed(row.up)), ("ratio", .ratio(row.ratio)),
      ("worstDevice", .string(row.worstDevice)), ("worstRatio", .ratio(row.worstRatio)),
    ]
    if row.ratio == nil || row.worstRatio == nil {
      members.append(("reason", .string("no uplinks")))
    }
    return .object(members)
  }

  private static func group(_ row: Oversubscription.GroupRow) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("kind", .string(row.kind.rawValue)), ("name", .string(row.name)),
      ("downGbps", .speed(row.down)), ("upGbps", .speed(row.up)), ("ratio", .ratio(row.ratio)),
    ]
    if row.ratio == nil { members.append(("reason", .string("no uplinks"))) }
    return .object(members)
  }
}
