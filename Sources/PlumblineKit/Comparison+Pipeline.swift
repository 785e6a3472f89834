internal import FabricComparison
internal import FabricFormats
internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import ParallelLoops
internal import Reports

extension Comparison {
  static func compare(_ request: Request) throws -> Outcome {
    let names = try FabricLoading.names(request.names)
    let old = try FabricLoading.plan(
      [request.old], dialect: request.dialect, threads: request.threads
    ).fabric
    let new = try FabricLoading.plan(
      [request.new], dialect: request.dialect, threads: request.threads
    ).fabric
    let changes = RevisionChanges(
      old: old, new: new, names: names, words: words(of: old).intersection(words(of: new)))
    let sides = [old, new].map { Side($0, request) }
    let groups = DiffResult.Groups(old: sides[0].groups, new: sides[1].groups)
    var impact: DiffResult.Impact?
    if let before = sides[0].capacity, let after = sides[1].capacity {
      impact = DiffResult.Impact(before: before, after: after)
    }
    return Outcome(
      DiffResult(
        changes, oldPath: request.old, newPath: request.new, impact: impact, groups: groups))
  }

  /// What all files of a fabric could say.
  private static func words(of fabric: Fabric) -> RevisionWords {
    fabric.sources.reduce(.all) { words, source in
      guard let dialect = DialectCatalog.all.first(where: { $0.name == source.dialect }) else {
        return words
      }
      return words.subtracting(
        dictionary.reduce(into: []) { missing, entry in
          if !dialect.vocabulary.contains(entry.word) { missing.insert(entry.meaning) }
        })
    }
  }

  private static let dictionary: [(word: Vocabulary, meaning: RevisionWords)] = [
    (.legs, .legs), (.speed, .speed), (.length, .length), (.medium, .medium), (.label, .label),
    (.part, .part), (.network, .network), (.optics, .optics), (.rails, .rails), (.place, .place),
    (.model, .model), (.radix, .radix), (.role, .role),
  ]

  /// What is asked of one revision alone.
  private struct Side {
    var groups: DeviceGroups
    var capacity: Capacity?

    init(_ fabric: Fabric, _ request: Request) {
      let topology = Topology(fabric)
      groups = DeviceGroups(topology, fabric)
      guard request.measuresImpact else { return }
      capacity = CapacityModel(topology, LinkSpeeds(fabric, topology), fabric).capacity(
        fabric, effort: .normal, pieces: request.threads ?? Parallel.coreCount)
    }
  }
}
