internal import FabricComparison
internal import FabricModel

/// Devices that get other names instead of other cables.
///
/// Wherever two devices carry each other's names, two renames do what would take a move of every plug of
/// both. All plugs of a device go along with it: what was in its port 7 is in port 7 of the new name.
struct DeviceRenames {
  private(set) var renamed: [WorkOrder.Renamed] = []
  /// Ports that the new name does not have in the plan, with the device whose name they carry.
  private(set) var strays: [Int32: Int32] = [:]
  private(set) var steps: [WorkStep] = []
  /// Where the plug in a port was before: ports of renamed devices only.
  private var before: [Int32: Int32] = [:]
  private var after: [Int32: Int32] = [:]

  init() {}

  init(_ task: WorkTask) {
    let alignment = task.alignment
    var nameOf: [Int32: Int32] = [:]
    var findings: [Int32: String] = [:]
    for cause in task.causes where cause.cure == .names {
      guard let changed = Self.applied(cause.devices, to: nameOf, alignment) else { continue }
      nameOf = changed
      for device in cause.devices { findings[device] = cause.finding }
    }
    let isMapped = map(nameOf, alignment)
    if !isMapped {
      (nameOf, strays, before, after) = ([:], [:], [:], [:])
    }
    for row in 0..<alignment.devices.count {
      let device = Int32(row)
      let name = nameOf[device] ?? device
      if name != device || alignment.isMisnamed(device) {
        renamed.append(WorkOrder.Renamed(device: device, name: name))
      }
    }
    let canon = alignment.canon
    renamed.sort { canon.deviceComesFirst($0.device, $1.device) }
    steps = RenameSteps(alignment, renamed, findings).steps
  }

  /// Where the plug in a port was before devices were renamed.
  func port(before port: Int32) -> Int32 { before[port] ?? port }

  /// Where whatever is in a port is after devices are renamed, also where it takes part in no wiring.
  func port(after port: Int32, _ alignment: Alignment) -> Int32 {
    if let known = after[port] { return known }
    let device = alignment.ports.device[Int(port)]
    guard let row = renamed.first(where: { $0.device == device && $0.name != device }) else {
      return port
    }
    let place = Self.port(like: port, of: row.name, alignment)
    return place < 0 ? port : place
  }

  /// The names that devices have after some more of them get new ones, all at once; nil where two
  /// devices would have one name.
  private static func applied(
    _ devices: [Int32], to nameOf: [Int32: Int32], _ alignment: Alignment
  ) -> [Int32: Int32]? {
    var holder: [Int32: Int32] = [:]
    for (device, name) in nameOf { holder[name] = device }
    var changed = nameOf
    for index in stride(from: 0, to: devices.count - 1, by: 2) {
      let (old, new) = (devices[index], devices[index + 1])
      // Whoever has that name by now; nobody, where a device that is not there is exchanged.
      let device = holder[old] ?? (nameOf[old] == nil ? old : -1)
      if device < 0 || alignment.devices.current[Int(device)].isNone { continue }
      changed[device] = new
    }
    let names = Set(changed.values)
    let isFree = names.allSatisfy { name in
      alignment.devices.current[Int(name)].isNone || changed[name] != nil
    }
    return names.count == changed.count && isFree ? changed.filter { $0.key != $0.value } : nil
  }

  /// Finds the port of the new name for every plug.
  ///
  /// - Returns: false where two plugs would be in one port.
  private mutating func map(_ nameOf: [Int32: Int32], _ alignment: Alignment) -> Bool {
    for (device, name) in nameOf.sorted(by: { $0.key < $1.key }) {
      for port in alignment.ports.ports(of: device) where alignment.currentMate[Int(port)] >= 0 {
        var target = Self.port(like: port, of: name, alignment)
        if target < 0 || before[target] != nil {
          target = port
          strays[port] = name
        }
        guard before[target] == nil else { return false }
        before[target] = port
        after[port] = target
      }
    }
    return true
  }

  private static func port(like port: Int32, of device: Int32, _ alignment: Alignment) -> Int32 {
    let rows = alignment.ports.ports(of: device)
    let text = alignment.text(ofPort: port)
    if let same = rows.first(where: { alignment.text(ofPort: $0) == text }) { return same }
    guard let key = alignment.number(ofPort: port) else { return -1 }
    let alike = rows.filter { alignment.number(ofPort: $0).map { $0 == key } ?? false }
    return alike.count == 1 ? alike[0] : -1
  }

  /// Lets the plugs go along with the names of their devices.
  func rewire(_ mate: inout [Int32], _ link: inout [Int32]) {
    guard !after.isEmpty else { return }
    let old = (mate: mate, link: link)
    for port in after.keys {
      mate[Int(port)] = -1
      link[Int(port)] = -1
    }
    for (port, target) in after {
      let other = old.mate[Int(port)]
      let end = after[other] ?? other
      mate[Int(target)] = end
      mate[Int(end)] = target
      link[Int(target)] = old.link[Int(port)]
      link[Int(end)] = old.link[Int(port)]
    }
  }
}

/// The steps that rename devices. A name is free before it is given away; where names go round, one
/// device waits under a name of its own.
private struct RenameSteps {
  private(set) var steps: [WorkStep] = []

  private let alignment: Alignment
  private let names: [(old: String, new: String)]
  private let findings: [String]

  init(_ alignment: Alignment, _ renamed: [WorkOrder.Renamed], _ findings: [Int32: String]) {
    self.alignment = alignment
    names = renamed.map {
      (
        alignment.current.name(of: alignment.devices.current[Int($0.device)]),
        alignment.name(ofDevice: $0.name)
      )
    }
    self.findings = renamed.map { findings[$0.device] ?? findings[$0.name] ?? "" }
    // Of two devices with one name, nobody knows which holds it.
    var holder: [String: Int] = [:]
    for (index, name) in names.enumerated() { holder[name.old] = index }
    var step = [Int32](repeating: 0, count: names.count)
    for start in names.indices where step[start] == 0 {
      var chain: [Int] = []
      var next: Int? = start
      while let index = next, step[index] == 0 {
        step[index] = -1
        chain.append(index)
        next = holder[names[index].new]
      }
      emit(chain, isCycle: next == start && chain.count > 1, &step, holder)
    }
  }

  private mutating func emit(
    _ chain: [Int], isCycle: Bool, _ step: inout [Int32], _ holder: [String: Int]
  ) {
    var waiting = ""
    if isCycle {
      waiting = freeName(names[chain[0]].old)
      append(chain[0], from: names[chain[0]].old, to: waiting, after: 0)
      step[chain[0]] = Int32(steps.count)
    }
    for index in chain.reversed() {
      let isWaiting = isCycle && index == chain[0]
      let before = holder[names[index].new].map { step[$0] } ?? 0
      append(
        index, from: isWaiting ? waiting : names[index].old, to: names[index].new, after: before)
      step[index] = Int32(steps.count)
    }
  }

  private mutating func append(_ index: Int, from old: String, to new: String, after: Int32) {
    var step = WorkStep(Int32(steps.count + 1), .rename)
    step.oldName = old
    step.newName = new
    step.after = after > 0 ? [after] : []
    step.finding = findings[index]
    steps.append(step)
  }

  private func freeName(_ name: String) -> String {
    var candidate = name + "-tmp"
    while !alignment.current.names.find(candidate).isNone
      || !alignment.desired.names.find(candidate).isNone
    {
      candidate += "-tmp"
    }
    return candidate
  }
}

extension Alignment {
  /// Whether a device is known by its GUID, under another name than the planned one. A GUID in place
  /// of a name is no name.
  fileprivate func isMisnamed(_ row: Int32) -> Bool {
    guard devices.match[Int(row)] == .identity else { return false }
    let old = current.name(of: devices.current[Int(row)])
    return !old.hasPrefix("0x") && old != desired.name(of: devices.desired[Int(row)])
  }

  /// Number and leg of a port; nil where only a printed name is known.
  func number(ofPort row: Int32) -> [Int]? {
    let (new, old) = (ports.desired[Int(row)], ports.current[Int(row)])
    let (table, port) = new.isNone ? (current.ports, old) : (desired.ports, new)
    let number = Int(table.number[port.index])
    return number < 0 ? nil : [number, table.leg(of: port)]
  }
}
