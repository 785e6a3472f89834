internal import FabricChecks
internal import FabricComparison
internal import FabricModel
internal import Findings

/// One object with the keys of the contract: all changes, whatever text shows.
package enum DiffJSON: DiffReport {
  package static let name = "json"
  package static let fileKind = "json"
  package static let summary = "one JSON object with every change, for scripts"

  package static func render(_ result: DiffResult, _ options: ReportOptions) -> [UInt8] {
    let changes = result.changes
    return JSONWriter.document { writer in
      writer.member("schema", .string("plumbline/diff/1"))
      writer.member(
        "tool", .object(["name": .string(Tool.name), "version": .string(Tool.version)]))
      writer.member(
        "inputs", list: inputs(result.old, "old") + inputs(result.new, "new"))
      writer.member("problems", list: problems(result))
      writer.member("cables", cables(changes))
      writer.member(
        "devices",
        .object(
          DeviceWords.all.map {
            (DeviceWords.key($0.change), .count(changes.deviceCount($0.change)))
          }))
      writer.member(
        "plan",
        .object([
          "intentDiffers": .bool(changes.hasOtherIntent),
          "floorDiffers": .bool(changes.hasOtherFloor),
        ]))
      writer.member("changes", list: ChangeList(result).values)
      if let impact = result.impact {
        writer.member(
          "impact",
          .object([
            "before": JSONReport.capacity(impact.before),
            "after": JSONReport.capacity(impact.after),
          ]))
      }
    }
  }

  private static func inputs(_ fabric: Fabric, _ role: String) -> [JSONValue] {
    fabric.sources.map { source in
      .object([
        "path": .string(source.path), "role": .string(role), "dialect": .string(source.dialect),
        "bytes": .count(source.bytes), "links": .count(source.links),
      ])
    }
  }

  private static func problems(_ result: DiffResult) -> [JSONValue] {
    let verdict = DiffVerdict(result)
    return result.changes.problems.map { problem in
      .object(["kind": .string(problem.name), "message": .string(verdict.text(problem))])
    }
  }

  private static func cables(_ changes: RevisionChanges) -> JSONValue {
    var members = CableChangeKind.allCases.map { ($0.name, JSONValue.count(changes.count($0))) }
    members += [
      ("unchanged", .count(changes.unchanged)), ("before", .count(changes.oldCount)),
      ("after", .count(changes.newCount)),
    ]
    return .object(members)
  }
}

extension RevisionProblem {
  fileprivate var name: String {
    switch self {
    case .noDeviceInCommon: "no-device-in-common"
    case .fewDevicesInCommon: "few-devices-in-common"
    case .fewCablesInCommon: "few-cables-in-common"
    case .sharedNames: "shared-names"
    }
  }
}

/// The rows of `changes`: cables in the order of their racks, then devices.
private final class ChangeList {
  private let result: DiffResult
  private let places: ChangePlaces
  private let oldNames: CableNames
  private let newNames: CableNames
  /// How often a subject has come so far: a row that is stated twice has an id of its own.
  private var seen: [String: Int] = [:]

  init(_ result: DiffResult) {
    self.result = result
    places = ChangePlaces(result)
    oldNames = CableNames(result.old)
    newNames = CableNames(result.new)
  }

  /// Made one by one while they are written.
  var values: some Sequence<JSONValue> {
    let devices = DeviceRows.ordered(result)
    let cables = places.ordered()
    return (0..<cables.count + devices.count).lazy.map { index in
      index < cables.count
        ? self.cable(cables[index]) : self.device(devices[index - cables.count])
    }
  }

  private func id(_ kind: String, _ subject: String) -> String {
    let key = kind + "\u{0}" + subject
    let count = seen[key, default: 0]
    seen[key] = count + 1
    return Finding.id(of: kind, about: count == 0 ? subject : "\(subject)\u{0}\(count)")
  }

  private func cable(_ placed: PlacedChange) -> JSONValue {
    let change = placed.change
    let name =
      change.new.isNone
      ? oldNames.name(of: change.old, result.old) : newNames.name(of: change.new, result.new)
    var members: [(key: String, value: JSONValue)] = [
      ("id", .string(id("cable-" + change.kind.name, name))), ("kind", .string(change.kind.name)),
      ("cable", .string(name)),
    ]
    if !change.attributes.isEmpty { members.append(("differs", .strings(change.attributes.names))) }
    if !change.old.isNone { members.append(("before", side(change.old, placed.old, isNew: false))) }
    if !change.new.isNone { members.append(("after", side(change.new, placed.new, isNew: true))) }
    return .object(members)
  }

  /// One side of a change: what is unknown is absent.
  private func side(_ link: LinkID, _ ends: (PortID, PortID)?, isNew: Bool) -> JSONValue {
    let fabric = isNew ? result.new : result.old
    let entry = fabric.entry(of: link)
    var members: [(key: String, value: JSONValue)] = []
    if !entry.label.isEmpty { members.append(("label", .string(entry.label))) }
    if let length = entry.length {
      members.append(("lengthMeters", .number(Decimal3.text(length.centimeters * 10))))
    }
    if !entry.medium.isEmpty { members.append(("medium", .string(entry.medium))) }
    if !entry.part.isEmpty { members.append(("part", .string(entry.part))) }
    let speed = fabric.statedSpeed(of: link)
    if speed > .zero { members.append(("speedGbps", .speed(speed))) }
    let speeds = fabric.statedSpeeds(ofLegsFrom: link)
    if speeds.count > 1 { members.append(("legGbps", .array(speeds.map { .speed($0) }))) }
    if entry.network != .fabric { members.append(("network", .string(entry.network.name))) }
    let ends = ends ?? fabric.ends(link)
    if !ends.0.isNone { members.append(("a", place(ends.0, fabric))) }
    if !ends.1.isNone { members.append(("b", place(ends.1, fabric))) }
    let legs = result.changes.links(from: link, isNew: isNew)
    if legs.count > 1 { members.append(("legs", .strings(legs.map { fabric.endNames(of: $0) }))) }
    return .object(members)
  }

  private func place(_ port: PortID, _ fabric: Fabric) -> JSONValue {
    let device = fabric.device(of: port)
    return .object(
      spot(fabric.place(of: device)) + [
        ("device", .string(fabric.name(of: device))), ("port", .string(fabric.portText(port))),
      ])
  }

  private func spot(_ place: Place) -> [(key: String, value: JSONValue)] {
    var members = [("hall", place.hall), ("row", place.row), ("rack", place.rack)]
      .filter { !$0.1.isEmpty }.map { (key: $0.0, value: JSONValue.string($0.1)) }
    if place.unit > 0 { members.append(("u", .count(place.unit))) }
    return members
  }

  private func device(_ row: DeviceIdentities.Row) -> JSONValue {
    let (old, new) = DeviceRows.devices(row, result)
    let kind = "device-" + DeviceWords.key(row.change)
    let name = new.map { result.new.name(of: $0) } ?? old.map { result.old.name(of: $0) } ?? ""
    var members: [(key: String, value: JSONValue)] = [
      ("id", .string(id(kind, name))), ("kind", .string(kind)), ("device", .string(name)),
    ]
    if let old { members.append(("before", facts(old, result.old))) }
    if let new { members.append(("after", facts(new, result.new))) }
    return .object(members)
  }

  private func facts(_ device: DeviceID, _ fabric: Fabric) -> JSONValue {
    let entry = fabric.entry(of: device)
    var members = spot(entry.place) + [("device", .string(entry.name))]
    members.append(("kind", .string(entry.kind.name)))
    members += [("role", entry.role), ("model", entry.model), ("serial", entry.serial)]
      .filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) }
    if entry.guid != 0 {
      let digits = String(entry.guid, radix: 16)
      let zeros = String(repeating: "0", count: 16 - digits.count)
      members.append(("guid", .string("0x" + zeros + digits)))
    }
    return .object(members)
  }
}
