internal import ParallelLoops

/// A lower bound on all cuts, proved by a flow from every weighted vertex to hubs.
///
/// Let f(l, s) be the part of the flow that hub s receives from vertex l, all of it feasible at the
/// same time. Whichever side hub s is on, the flow to it from the other side crosses the cut, so
/// c(∂S) is at least the sum over the hubs of min(f(A, s), f(B, s)) for the sides A and B. Replace
/// f(·, s) by φ(s) · w, a fixed share of every weight in the hub's group, and count what f lacks as a
/// deficit. The hubs of group T together then give
///
/// `2·c(∂S) ≥ Σ θ(T) · (w(T) − |δ(T)|) − 2·D`, θ(T) the sum of its φ, D the sum of all deficits,
///
/// where δ(T) is the difference of the weights of T on the two sides. Hubs need no weight, so no
/// capacity is spent on a way back: that is why this is tight on tiered graphs, where the exchange
/// of all pairs loses a factor 2.
package struct HubFlowBound: Equatable, Sendable {
  /// Every cut has at least this value of `2·c(∂S) + |2·w(S) − W|`.
  package let doubledLower: Int64
  /// θ of the group of all weight: the share of every weight that reaches hubs common to all.
  package let theta: Double
  /// D: what the flow lacks to give every weight its share, in capacity.
  package let deficit: Double
  /// The hubs that take part.
  package let hubs: [Int32]
  /// φ of each hub, same order.
  package let shares: [Double]
  /// The groups of the hubs and of the weights.
  package let groups: WeightGroups
  /// The levels along which the flow ascends, one for each vertex.
  package let levels: [Int32]
  /// Whether sources send no more than their weight, or all that their upward edges carry.
  package let isLimitedToWeight: Bool

  /// The number of hubs.
  package var hubCount: Int { hubs.count }
}

extension HubFlowBound {
  /// What holds without any flow.
  fileprivate init(emptyFor problem: CutProblem) {
    self.init(
      doubledLower: problem.leastValue(atLeast: 0), theta: 0, deficit: 0, hubs: [], shares: [],
      groups: WeightGroups(problem, hubs: []), levels: problem.levels, isLimitedToWeight: true)
  }

  fileprivate func with(doubledLower: Int64) -> HubFlowBound {
    HubFlowBound(
      doubledLower: doubledLower, theta: theta, deficit: deficit, hubs: hubs, shares: shares,
      groups: groups, levels: levels, isLimitedToWeight: isLimitedToWeight)
  }
}

/// Builds the flow, chooses the shares, and evaluates the bound.
struct HubFlowProof {
  /// Edge visits up to which more flows are tried.
  private static let repetitionLimit = 1e8

  private let problem: CutProblem
  private let flow: TieredFlow
  private let groups: WeightGroups
  private let hubs: [Int32]
  private let classes: HubClasses
  private let summaries: [HubRowSummary]
  private let pieces: Int
  /// An upper bound on the edge visits that the rows of all classes take.
  private let work: Double
  private var thetas: [Double] = []
  /// The bound for the chosen shares, with weights taken as divisible at will.
  private(set) var bound: HubFlowBound

  /// The best bound of a few more flows, nil if there are none; the first that reaches `target`
  /// ends the search.
  ///
  /// - Complexity: O(V + E + H · E') each for H classes of hubs with at most E' edges below each.
  func alternative(target: Int64) -> HubFlowProof? {
    guard work <= Self.repetitionLimit else { return nil }
    var best: HubFlowProof?
    if flow.isLimited { best = again(problem, emission: .capacity) }
    guard let heavy = problem.withHeavySources() else { return best }
    for emission in [TieredFlow.Emission.weight, .capacity] {
      if let best, best.bound.doubledLower >= target { break }
      let proof = again(heavy, emission: emission)
      if proof.bound.doubledLower > best?.bound.doubledLower ?? -1 { best = proof }
    }
    return best
  }

  /// - Parameter workLimit: edge visits above which no hub takes part.
  /// - Complexity: O(V + E + H · E') for H classes of hubs with at most E' edges below each.
  init(
    _ problem: CutProblem, emission: TieredFlow.Emission, workLimit: Double, pieces: Int
  ) {
    self.problem = problem
    self.pieces = pieces
    let flow = TieredFlow(problem, emission: emission)
    var groups = WeightGroups(problem, hubs: flow.hubs)
    var hubs = flow.hubs.filter { groups.groupOfHub[Int($0)] >= 0 }
    var classes = HubClasses(hubs: hubs, groups: groups, flow: flow, problem: problem)
    work = classes.representatives.reduce(0) { [work = flow.rowWork(problem)] in
      $0 + work[Int($1)]
    }
    if work > workLimit {
      (groups, hubs) = (WeightGroups(problem, hubs: []), [])
      classes = HubClasses(hubs: [], groups: groups, flow: flow, problem: problem)
    }
    let ranges = Parallel.ranges(of: classes.representatives.count, pieces: pieces)
    summaries = Parallel.map(count: ranges.count) { [groups, classes] piece in
      let rows = HubRows(problem, flow: flow, groups: groups)
      return ranges[piece].map { rows.summary(of: classes.representatives[$0]) }
    }.flatMap { $0 }
    (self.flow, self.groups, self.hubs, self.classes) = (flow, groups, hubs, classes)
    bound = HubFlowBound(emptyFor: problem)
    chooseShares()
  }

  private func again(_ problem: CutProblem, emission: TieredFlow.Emission) -> HubFlowProof {
    HubFlowProof(
      problem, emission: emission, workLimit: Self.repetitionLimit, pieces: pieces)
  }

  /// The bound when weights are indivisible and the groups below group 0 count as well.
  ///
  /// - Complexity: see `ImbalanceProgram`, which gives up early enough to stay within about 20 ms.
  func refinedBound() -> HubFlowBound {
    // In proportion to the graph, so that fine weights on a small graph do not take seconds.
    let limit = min(40_000_000, 2000 * (problem.graph.vertexCount + problem.graph.targets.count))
    let program = ImbalanceProgram(groups: groups, thetas: thetas, problem: problem)
    guard program.relaxedMinimum < Double(problem.totalWeight),
      let minimum = program.minimum(workLimit: limit)
    else { return bound }
    return bound.with(doubledLower: max(bound.doubledLower, doubledLower(minimum, bound.deficit)))
  }

  /// Evaluates the shares without deficit and those at the medians, and keeps the better bound.
  private mutating func chooseShares() {
    let safe = shares { $0.least }
    let safeTheta = thetas(of: safe)[0]
    let scale = max(1, safeTheta)
    adopt(safe.map { $0 / scale }, deficit: 0)
    let bold = shares { $0.median }
    let boldTheta = thetas(of: bold)[0]
    guard safeTheta < 1, boldTheta > safeTheta else { return }
    // More than all of a weight proves nothing, so go only as far towards the medians as helps.
    let step = min(1, (1 - safeTheta) / (boldTheta - safeTheta))
    let mixed = step == 1 ? bold : zip(safe, bold).map { $0 + step * ($1 - $0) }
    let deficits =
      step == 1
      ? bold.indices.map { bold[$0] == safe[$0] ? 0 : summaries[$0].medianDeficit }
      : deficits(of: mixed)
    adopt(
      mixed, deficit: zip(deficits, classes.sizes).reduce(0) { $0 + $1.0 * Double($1.1) })
  }

  /// φ of each class: as `choice` says in group 0, without deficit in the groups below.
  private func shares(_ choice: (HubRowSummary) -> Double) -> [Double] {
    classes.representatives.indices.map { index in
      let isCommon = groups.groupOfHub[Int(classes.representatives[index])] == 0
      return isCommon ? choice(summaries[index]) : summaries[index].least
    }
  }

  /// θ of each group.
  private func thetas(of shares: [Double]) -> [Double] {
    var thetas = [Double](repeating: 0, count: groups.groups.count)
    for (index, hub) in classes.representatives.enumerated() {
      thetas[Int(groups.groupOfHub[Int(hub)])] += shares[index] * Double(classes.sizes[index])
    }
    return thetas
  }

  /// Keeps the given shares of the classes if their bound is better.
  private mutating func adopt(_ shares: [Double], deficit: Double) {
    let old = thetas
    thetas = thetas(of: shares)
    let program = ImbalanceProgram(groups: groups, thetas: thetas, problem: problem)
    let lower = doubledLower(program.relaxedMinimum, deficit)
    guard old.isEmpty || lower > bound.doubledLower else {
      thetas = old
      return
    }
    bound = HubFlowBound(
      doubledLower: lower, theta: thetas[0], deficit: deficit, hubs: hubs,
      shares: classes.classOfHub.map { shares[Int($0)] }, groups: groups, levels: problem.levels,
      isLimitedToWeight: flow.emission == .weight)
  }

  private func doubledLower(_ minimum: Double, _ deficit: Double) -> Int64 {
    problem.leastValue(
      atLeast: minimum - 2 * deficit, error: roundingError(thetas: thetas, deficit: deficit))
  }

  /// The deficit of each class, in order; rows run in parallel.
  private func deficits(of shares: [Double]) -> [Double] {
    let ranges = Parallel.ranges(of: shares.count, pieces: pieces)
    let (problem, flow, groups, classes) = (problem, flow, groups, classes)
    let summaries = summaries
    return Parallel.map(count: ranges.count) { piece in
      let rows = HubRows(problem, flow: flow, groups: groups)
      return ranges[piece].map { index in
        // Up to the least ratio nothing is lacking.
        shares[index] <= summaries[index].least
          ? 0 : rows.deficit(of: classes.representatives[index], share: shares[index])
      }
    }.flatMap { $0 }
  }

  /// A bound on what floating-point rounding adds up to.
  ///
  /// Flows are sums and products of positive numbers, so each is right up to a relative error of its
  /// number of roundings; the sums over vertices, hubs and groups add one rounding a term. Only the
  /// part that a vertex keeps of its inflow is a difference, so there the whole inflow counts.
  private func roundingError(thetas: [Double], deficit: Double) -> Double {
    let terms = 2 * Double(problem.graph.vertexCount) + Double(groups.groups.count) + 64
    var mass = Double(problem.totalWeight) + 4 * deficit
    for (theta, group) in zip(thetas, groups.groups) { mass += 2 * theta * Double(group.weight) }
    for hub in hubs where flow.up[Int(hub)] > 0 { mass += 2 * flow.inflow[Int(hub)] }
    return mass * (flow.roundings + terms) * 0x1p-51
  }
}

extension CutProblem {
  /// The same problem with levels counted from the heavy vertices alone; nil if that is the same.
  ///
  /// A little weight high up would otherwise sit at level 0 and tear a hole into the tiers.
  fileprivate func withHeavySources() -> CutProblem? {
    let sorted = parts.filter { $0 > 0 }.sorted()
    guard !sorted.isEmpty, 2 * sorted[0] < sorted[sorted.count / 2] else { return nil }
    let middle = sorted[sorted.count / 2]
    let heavy = parts.indices.filter { 2 * parts[$0] >= middle }.map { Int32($0) }
    return with(levels: graph.levels(from: heavy))
  }
}
