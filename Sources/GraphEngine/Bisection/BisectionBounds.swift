/// What a lower bound on cuts is proved by; the raw value is its printed name.
package enum BoundMethod: String, Sendable, CaseIterable {
  case trivial
  case exhaustive
  case hubFlow = "hub flow"
  case uniformFlow = "uniform flow"
  case spectral
}

/// How much work goes into a search that cannot be sure of its end.
package enum SearchEffort: String, Sendable, CaseIterable {
  case quick
  case normal
  case high

  /// The number of cuts to improve.
  var starts: Int {
    switch self {
    case .quick: 4
    case .normal: 12
    case .high: 300
    }
  }

  /// The largest graph whose matrix is factorised.
  var spectralVertices: Int {
    switch self {
    case .quick: 400
    case .normal: 1200
    case .high: 2500
    }
  }

  /// The number of edge visits that the rows of a hub flow may take; the largest tiered graphs need
  /// a hundredth of the least of these.
  var hubFlowWork: Double {
    switch self {
    case .quick: 1e9
    case .normal: 4e9
    case .high: 4e10
    }
  }

  /// The number of edge visits that the exchange of all pairs may take.
  var uniformFlowWork: Int {
    switch self {
    case .quick: 20_000_000
    case .normal: 400_000_000
    case .high: 4_000_000_000
    }
  }
}

/// Bounds on the least `2·c(∂S) + |2·w(S) − W|` over all vertex sets S, with what proves them.
package struct BisectionBounds: Equatable, Sendable {
  /// No cut is cheaper; at least 0.
  package let doubledLower: Int64
  /// The value of `witness`; at most the total weight W.
  package let doubledUpper: Int64
  /// What proves the lower bound.
  package let lowerMethod: BoundMethod
  /// How the witness was found.
  package let upperMethod: CutMethod
  /// A cut whose value is `doubledUpper`.
  package let witness: WeightedCut
  /// The flow behind the lower bound if `lowerMethod` is `hubFlow`.
  package let hubFlow: HubFlowBound?

  /// Whether the bounds meet.
  package var isExact: Bool { doubledLower == doubledUpper }
}

extension CSRGraph {
  /// Bounds the capacity that an even split of the weight has at its disposal, from both sides.
  ///
  /// The least of `2·c(∂S) + |2·w(S) − W|` over all sets S is twice the capacity between the two
  /// halves of the weight in the worst even split. It is hard to find in general, so cuts are searched
  /// from above and flows prove a bound from below; on regular tiered graphs both meet. Small
  /// graphs are solved by trying all sets.
  ///
  /// - Parameter weights: not negative, one for each vertex; the sum of weights and capacities stays
  ///   below 2^60.
  /// - Parameter levels: the height of each vertex, -1 for vertices to leave out of the flow; nil for
  ///   the distance to the nearest weighted vertex.
  /// - Parameter effort: how many cuts to try before giving up on a gap.
  /// - Parameter seed: decides the random starts.
  /// - Parameter pieces: the number of parts that run at the same time.
  /// - Parameter isExhaustiveAllowed: whether to try all sets of up to 20 vertices where the first
  ///   bounds do not meet.
  /// - Returns: the same bounds for any number of pieces, with 0 ≤ lower ≤ upper ≤ W.
  /// - Complexity: O(V + E) for each start and each class of hubs, for V vertices and E edges.
  package func bisectionBounds(
    weights: [Int64], levels: [Int32]? = nil, effort: SearchEffort = .normal, seed: UInt64 = 1,
    pieces: Int = 1, isExhaustiveAllowed: Bool = true
  ) -> BisectionBounds {
    let problem = CutProblem(graph: self, weights: weights, levels: levels)
    var lower = LowerBound(problem, pieces: pieces)
    lower.tryHubFlow(workLimit: effort.hubFlowWork)
    var search = PenalisedBisection(problem, seed: seed, pieces: pieces)
    search.tryCandidates(target: lower.value)
    if search.best.doubledValue > lower.value {
      lower.tryRefinements(target: search.best.doubledValue)
    }
    if search.best.doubledValue > lower.value && isExhaustiveAllowed
      && vertexCount <= ExhaustiveCut.vertexLimit
    {
      return BisectionBounds(exactly: ExhaustiveCut.best(problem))
    }
    if search.best.doubledValue > lower.value {
      lower.tryUniformFlow(workLimit: effort.uniformFlowWork)
    }
    if search.best.doubledValue > lower.value {
      lower.trySpectrum(vertexLimit: effort.spectralVertices)
      search.tryStarts(upTo: effort.starts, target: lower.value)
    }
    return BisectionBounds(
      doubledLower: lower.value, doubledUpper: search.best.doubledValue,
      lowerMethod: lower.method, upperMethod: search.method, witness: search.best,
      hubFlow: lower.hubFlow)
  }
}

extension BisectionBounds {
  fileprivate init(exactly cut: WeightedCut) {
    self.init(
      doubledLower: cut.doubledValue, doubledUpper: cut.doubledValue, lowerMethod: .exhaustive,
      upperMethod: .exhaustive, witness: cut, hubFlow: nil)
  }
}

/// The best lower bound so far and its proof.
struct LowerBound {
  private let problem: CutProblem
  private let pieces: Int
  private(set) var value: Int64
  private(set) var method = BoundMethod.trivial
  private(set) var hubFlow: HubFlowBound?
  private var proof: HubFlowProof?
  /// Whether the best bound is one that the caller has proved.
  private(set) var isGiven = false

  /// Begins with the imbalance that no set can avoid.
  init(_ problem: CutProblem, pieces: Int) {
    self.problem = problem
    self.pieces = max(1, pieces)
    value = problem.leastValue(atLeast: problem.leastImbalance)
  }

  /// Takes over a bound that is proved elsewhere.
  mutating func raise(to known: Int64) {
    let bound = problem.leastValue(atLeast: known)
    guard bound > value else { return }
    (value, isGiven) = (bound, true)
  }

  /// Notes that all cuts were tried.
  mutating func settle(at exact: Int64) {
    (value, method, hubFlow, isGiven) = (exact, .exhaustive, nil, false)
  }

  /// Tries the flow that is tight on regular graphs.
  mutating func tryHubFlow(workLimit: Double) {
    let proof = HubFlowProof(
      problem, emission: .weight, workLimit: workLimit, pieces: pieces)
    offer(proof.bound)
    self.proof = proof
  }

  /// Tries what else hubs can prove, until the bound reaches `target`.
  mutating func tryRefinements(target: Int64) {
    guard let proof else { return }
    offer(proof.refinedBound())
    guard value < target, let other = proof.alternative(target: target) else { return }
    offer(other.refinedBound())
  }

  private mutating func offer(_ bound: HubFlowBound) {
    guard bound.doubledLower > value else { return }
    (value, method, hubFlow, isGiven) = (bound.doubledLower, .hubFlow, bound, false)
  }

  mutating func tryUniformFlow(workLimit: Int) {
    let proof = UniformFlowProof(problem)
    guard proof.work <= workLimit, proof.ceiling > Double(value) else { return }
    let bound = proof.bound(pieces: pieces)
    guard bound.doubledLower > value else { return }
    (value, method, hubFlow) = (bound.doubledLower, .uniformFlow, nil)
  }

  mutating func trySpectrum(vertexLimit: Int) {
    guard problem.graph.vertexCount <= vertexLimit, let proof = SpectralProof(problem),
      UniformFlowProof(problem).ceiling > Double(value)
    else { return }
    let minimum = problem.leastValue(ofRate: proof.rate())
    let bound = problem.leastValue(atLeast: minimum, error: minimum * 0x1p-46)
    guard bound > value else { return }
    (value, method, hubFlow) = (bound, .spectral, nil)
  }
}
