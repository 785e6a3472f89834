internal import FabricMetrics
internal import FabricModel

extension JSONReport {
  /// The key `capacity` of the contract.
  static func capacity(_ capacity: Capacity) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("hostGbps", .speed(capacity.hostBandwidth)),
      ("bisection", bisection(capacity.bisection)),
    ]
    // Apart from the bisection: it is no capacity between halves of the hosts.
    if let crossRail = capacity.crossRail { members.append(("crossRail", bounds(crossRail))) }
    members.append(
      (
        "oversubscription",
        .object([
          "fabric": fabric(capacity),
          "tiers": .array(capacity.oversubscription.tiers.map(tier)),
          "groups": .array(capacity.oversubscription.groups.map(group)),
        ])
      ))
    return .object(members)
  }

  private static func bisection(_ bisection: Bisection) -> JSONValue {
    var members = interval(bisection)
    members += [
      ("lowerMethod", .string(bisection.lowerMethod)),
      ("upperMethod", .string(bisection.upperMethod)),
      ("witness", witness(bisection.witness)),
    ]
    return .object(members)
  }

  /// The interval alone, where the cut behind it is not wanted.
  private static func bounds(_ bisection: Bisection) -> JSONValue { .object(interval(bisection)) }

  private static func interval(_ bisection: Bisection) -> [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = [
      ("lowerGbps", .speed(bisection.lower)), ("upperGbps", .speed(bisection.upper)),
      ("fullGbps", .speed(bisection.full)), ("exact", .bool(bisection.isExact)),
      ("ratioLower", .ratio(bisection.ratioLower)), ("ratioUpper", .ratio(bisection.ratioUpper)),
    ]
    if bisection.ratioLower == nil || bisection.ratioUpper == nil {
      members.append(("reason", .string("no hosts")))
    }
    return members
  }

  /// With hosts on several switches, also how many of them are on the first side and how many of
  /// their links cross.
  private static func witness(_ witness: Bisection.Witness) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("crossingLinks", .count(witness.crossingLinks)),
      ("sideHostGbps", .array(witness.sideHosts.map { .speed($0) })),
    ]
    if let hosts = witness.hosts {
      members += [
        ("hostsInside", .count(hosts.inside.count)),
        ("crossingHostLinks", .count(witness.crossingHostLinks)),
      ]
    }
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
    if row.ratio == nil {
      let reason = row.bisection == nil ? "no uplinks" : "nothing is proven to cross"
      members.append(("reason", .string(reason)))
    }
    if let bisection = row.bisection { members.append(("bisection", bounds(bisection))) }
    return .object(members)
  }
}
