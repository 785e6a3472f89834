internal import FabricComparison
internal import FabricModel

/// How many cables change in each pod and rack, as bars of their marks.
struct DiffStat {
  private struct Entry {
    var name: String
    var counts = [Int](repeating: 0, count: CableChangeKind.allCases.count)
    var racks: [Entry] = []

    var total: Int { counts.reduce(0, +) }

    init(_ name: String) { self.name = name }
  }

  private let entries: [Entry]
  private let hasPods: Bool
  private let ink: Ink

  /// - Parameter changes: in the order of their racks.
  init(_ changes: [PlacedChange], _ places: ChangePlaces, _ ink: Ink) {
    self.ink = ink
    var entries: [Entry] = []
    var pods: [String: Int] = [:]
    var racks: [String: Int] = [:]
    // Changes of one device stand together.
    var last = (device: Int32(-2), pod: "", entry: 0, rack: 0)
    for change in changes {
      let (pod, device) = (places.pod(of: change) ?? "", places.device(of: change.home))
      if device != last.device || pod != last.pod {
        let rack = DiffText.title(places.place(of: change))
        last = (device, pod, pods[pod] ?? entries.count, 0)
        if last.entry == entries.count {
          pods[pod] = last.entry
          entries.append(Entry(pod))
        }
        let key = "\(last.entry) \(rack)"
        last.rack = racks[key] ?? entries[last.entry].racks.count
        if last.rack == entries[last.entry].racks.count {
          racks[key] = last.rack
          entries[last.entry].racks.append(Entry(rack))
        }
      }
      entries[last.entry].counts[change.change.kind.rawValue] += 1
      entries[last.entry].racks[last.rack].counts[change.change.kind.rawValue] += 1
    }
    hasPods = pods.keys.contains { !$0.isEmpty }
    // What is in no pod stands behind those that have a name.
    self.entries = entries.sorted { x, y in
      x.name.isEmpty != y.name.isEmpty ? y.name.isEmpty : NaturalOrder.precedes(x.name, y.name)
    }
  }

  /// Racks below their pods where the rows allow it, else the pods alone.
  var lines: [String] {
    let limit = ink.options.rows == 0 ? Int.max : ink.options.rows
    let all = hasPods ? entries.flatMap { [$0] + $0.racks } : entries.flatMap(\.racks)
    let pods = hasPods ? entries : all
    let showsRacks = all.count <= limit
    let shown = showsRacks ? all : Array(pods.prefix(limit))
    let most = shown.map(\.total).max() ?? 1
    var lines: [String] = []
    if showsRacks && hasPods {
      for pod in entries {
        lines.append(line(pod, title(pod), most))
        lines += pod.racks.map { line($0, "  " + VisibleText.label($0.name), most) }
      }
    } else {
      lines = shown.map { line($0, hasPods ? title($0) : VisibleText.label($0.name), most) }
    }
    if !showsRacks && pods.count > limit {
      let what = hasPods ? "pod" : "rack"
      lines.append(
        "  ... \(Amounts.count(pods.count - limit, "more " + what)): --max 0 prints all")
    }
    return lines
  }

  private func title(_ pod: Entry) -> String {
    pod.name.isEmpty ? "no pod" : VisibleText.label(pod.name)
  }

  /// At most forty marks; every kind that is there has one at least.
  private func line(_ entry: Entry, _ title: String, _ most: Int) -> String {
    let scale = min(1, 40 / Double(max(1, most)))
    var bar = ""
    for kind in CableChangeKind.allCases {
      let count = entry.counts[kind.rawValue]
      guard count > 0 else { continue }
      let marks = max(1, Int((Double(count) * scale).rounded()))
      bar += ink(String(repeating: kind.mark, count: marks), kind.color)
    }
    return "  " + Layout.pad(title, 36) + Layout.right(Amounts.count(entry.total), 8) + "  " + bar
  }
}

extension CableChangeKind {
  var mark: String {
    switch self {
    case .added: "+"
    case .removed: "-"
    case .moved: "~"
    case .relabelled: "."
    case .changed: "x"
    }
  }

  var color: Ink.Color {
    switch self {
    case .added: .blue
    case .removed: .red
    case .moved: .magenta
    case .relabelled, .changed: .dim
    }
  }
}
