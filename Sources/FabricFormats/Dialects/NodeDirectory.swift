internal import FabricModel

/// Finds the device behind a FastFabric selector: GUID, name, or both.
///
/// The name is looked up first, because both usually stand together and a name costs one look-up
/// either way; the GUID then only has to agree. Where it does not, two nodes share a name, and the
/// GUID tells them apart.
struct NodeDirectory {
  /// Devices by GUID. Filled only when a selector has a GUID alone, or two nodes share a name.
  private var byGUID: [UInt64: DeviceID] = [:]
  private var isIndexed = false
  /// The first adapter of each host, and the next one of the same host; -1 for none.
  private var firstAdapter: [Int32] = []
  private var nextAdapter: [Int32] = []
  private var host: [UInt8] = []
  private var adapter: [UInt8] = []
  private var printedBuffer: [UInt8] = []
  private var hexBuffer: [UInt8] = []

  /// The end of a link that a selector names; `newName` counts where `name` is `.none`.
  mutating func end(
    guid: UInt64, name: NameID, newName: [UInt8], kind: DeviceKind, number: Int32, line: Int,
    _ plan: inout PlanUnderway
  ) -> FabricBuilder.End {
    let isSplit =
      kind == .host
      && split(name.isNone ? newName[...] : plan.builder.fabric.names.bytes(name))
    let device: DeviceID
    if isSplit {
      device = named(host.span, line: line, &plan)
      if guid != 0 { noteAdapter(of: device, guid, &plan) }
    } else {
      let name =
        name.isNone && !newName.isEmpty
        ? plan.builder.fabric.names.intern(newName.span) : name
      device = node(guid: guid, name: name, line: line, &plan)
    }
    if plan.builder.fabric.devices.kind[device.index] == .unknown {
      plan.builder.fabric.devices.kind[device.index] = kind
    }
    var end = FabricBuilder.End(device: device)
    end.number = number
    if isSplit, number >= 0 {
      printedBuffer.removeAll(keepingCapacity: true)
      printedBuffer.append(contentsOf: adapter)
      printedBuffer.append(UInt8(ascii: "/"))
      printedBuffer.append(contentsOf: String(number).utf8)
      end.printed = plan.builder.fabric.names.intern(printedBuffer.span)
    }
    return end
  }

  /// An entry of the plan's node lists.
  mutating func declare(
    guid: UInt64, name: NameID, kind: DeviceKind, details: NameID, line: Int,
    _ plan: inout PlanUnderway
  ) {
    guard guid != 0 || !name.isNone else { return }
    // A name that links used whole stays whole.
    let isSplit =
      kind == .host && !plan.builder.isDevice(name)
      && split(plan.builder.fabric.names.bytes(name))
    let device: DeviceID
    if isSplit, guid != 0, isIndexed, let known = byGUID[guid], plan.builder.isNameless(known) {
      // Links knew it by GUID alone. A second adapter of a host keeps its whole name.
      device = known
      plan.builder.rename(known, to: plan.builder.fabric.names.intern(host.span))
      if plan.builder.isNameless(known) { plan.builder.rename(known, to: name) }
    } else if isSplit {
      device = named(host.span, line: line, &plan)
      noteAdapter(of: device, guid, &plan)
    } else {
      device = node(guid: guid, name: name, line: line, &plan)
      let isRepeated = plan.builder.fabric.devices.isDeclared[device.index]
      if isRepeated {
        let first = Origin(
          file: plan.file, line: Int(plan.builder.fabric.devices.line[device.index]))
        plan.note(
          .declaredTwice(first: first), plan.builder.fabric.name(of: device), line: line)
      }
    }
    let row = device.index
    plan.builder.fabric.devices.kind[row] = kind
    plan.builder.fabric.devices.isDeclared[row] = true
    plan.builder.fabric.devices.line[row] = Int32(clamping: line)
    if !details.isNone { plan.builder.fabric.devices.details[device] = details }
  }

  /// Notes GUIDs that stand under more than one name.
  mutating func noteSharedGUIDs(_ plan: inout PlanUnderway) {
    let devices = plan.builder.fabric.devices
    let sorted = devices.guid.sorted()
    guard zip(sorted, sorted.dropFirst()).contains(where: { $0 == $1 && $0 != 0 }) else { return }
    var entries: [(guid: UInt64, device: Int32)] = []
    for index in devices.guid.indices where devices.guid[index] != 0 {
      entries.append((devices.guid[index], Int32(index)))
    }
    entries.sort { ($0.guid, $0.device) < ($1.guid, $1.device) }
    for (a, b) in zip(entries, entries.dropFirst()) where a.guid == b.guid {
      let (x, y) = (DeviceID(Int(a.device)), DeviceID(Int(b.device)))
      plan.note(
        .guidShared(other: plan.builder.fabric.name(of: x)), plan.builder.fabric.name(of: y),
        line: Int(devices.line[y.index]))
    }
  }

  /// Puts both parts of an adapter's name into the buffers; false for a name in one piece.
  private mutating func split(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let parts = AdapterName.split(bytes) else { return false }
    host.removeAll(keepingCapacity: true)
    host.append(contentsOf: bytes[..<parts.hostEnd])
    adapter.removeAll(keepingCapacity: true)
    adapter.append(contentsOf: bytes[parts.adapterStart...])
    return true
  }

  private func named(
    _ name: Span<UInt8>, line: Int, _ plan: inout PlanUnderway
  ) -> DeviceID {
    let id = plan.builder.fabric.names.intern(name)
    return plan.builder.device(named: id, line: line)
  }

  private mutating func node(
    guid: UInt64, name: NameID, line: Int, _ plan: inout PlanUnderway
  ) -> DeviceID {
    if name.isNone { return node(guid: guid, line: line, &plan) }
    if isIndexed, guid != 0, let known = byGUID[guid] {
      // It may have been met by GUID alone: now it gets its name.
      if plan.builder.isNameless(known) { plan.builder.rename(known, to: name) }
      if plan.builder.fabric.devices.name[known.index] == name { return known }
    }
    let device = plan.builder.device(named: name, line: line)
    guard guid != 0 else { return device }
    let stored = plan.builder.fabric.devices.guid(of: device)
    if stored == guid { return device }
    if stored == 0 {
      plan.builder.fabric.devices.setGUID(guid, of: device)
      if isIndexed { byGUID[guid] = device }
      return device
    }
    return namesake(of: device, guid: guid, line: line, &plan)
  }

  /// Another node of the same name.
  private mutating func namesake(
    of device: DeviceID, guid: UInt64, line: Int, _ plan: inout PlanUnderway
  ) -> DeviceID {
    index(plan)
    if let known = byGUID[guid] { return known }
    let first = Origin(
      file: plan.file, line: Int(plan.builder.fabric.devices.line[device.index]))
    plan.note(.nameShared(first: first), plan.builder.fabric.name(of: device), line: line)
    let name = plan.builder.fabric.devices.name[device.index]
    let other = plan.builder.namesake(of: name, line: line)
    plan.builder.fabric.devices.setGUID(guid, of: other)
    byGUID[guid] = other
    return other
  }

  /// A selector with a GUID alone: the node goes by its GUID until a name is given.
  private mutating func node(
    guid: UInt64, line: Int, _ plan: inout PlanUnderway
  ) -> DeviceID {
    index(plan)
    if let known = byGUID[guid] { return known }
    let digits = String(guid, radix: 16)
    hexBuffer.removeAll(keepingCapacity: true)
    hexBuffer.append(contentsOf: "0x".utf8)
    hexBuffer.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 16 - digits.count))
    hexBuffer.append(contentsOf: digits.utf8)
    let device = named(hexBuffer.span, line: line, &plan)
    plan.builder.fabric.devices.setGUID(guid, of: device)
    plan.builder.markNameless(device)
    byGUID[guid] = device
    return device
  }

  private mutating func index(_ plan: PlanUnderway) {
    guard !isIndexed else { return }
    isIndexed = true
    for (row, guid) in plan.builder.fabric.devices.guid.enumerated() where guid != 0 {
      byGUID[guid] = DeviceID(row)
    }
  }

  private mutating func noteAdapter(
    of host: DeviceID, _ guid: UInt64, _ plan: inout PlanUnderway
  ) {
    while firstAdapter.count <= host.index { firstAdapter.append(-1) }
    let id = plan.builder.fabric.names.intern(adapter.span)
    var row = firstAdapter[host.index]
    while row >= 0 {
      if plan.builder.fabric.adapters.name[Int(row)] == id {
        let stored = plan.builder.fabric.adapters.guid[Int(row)]
        if stored == 0 { plan.builder.fabric.adapters.guid[Int(row)] = guid }
        return
      }
      row = nextAdapter[Int(row)]
    }
    let added = plan.builder.fabric.adapters.append(host: host, name: id, guid: guid)
    nextAdapter.append(firstAdapter[host.index])
    firstAdapter[host.index] = added.rawValue
  }
}

/// `node-01 hfi1_0` is adapter `hfi1_0` of host `node-01`.
enum AdapterName {
  /// Where the host's name ends and the adapter's begins; nil for a name in one piece.
  ///
  /// The last word counts as an adapter when it is short and has a digit: `hfi1_0`, `mlx5_1`,
  /// `HCA-2`.
  static func split(_ name: ArraySlice<UInt8>) -> (hostEnd: Int, adapterStart: Int)? {
    guard let space = name.lastIndex(of: 0x20), space > name.startIndex else { return nil }
    let word = name[(space + 1)...]
    guard !word.isEmpty, word.count <= 12, word.contains(where: { $0 &- 48 < 10 }) else {
      return nil
    }
    var end = space
    while end > name.startIndex && name[end - 1] == 0x20 { end -= 1 }
    return end > name.startIndex ? (end, space + 1) : nil
  }
}
