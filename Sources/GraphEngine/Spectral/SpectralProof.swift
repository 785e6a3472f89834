/// A lower bound on all cuts from an eigenvalue, for graphs whose vertices all carry weight.
///
/// Let L be the Laplacian matrix, D the diagonal matrix of the weights w, and λ such that
/// `Q = L − λ·(D − w·wᵀ/W)` has no negative eigenvalue. For the ±1 vector x of a set with sides A and
/// B, xᵀLx is 4·c(∂S), so c(∂S) ≥ λ·w(A)·w(B)/W, as if all pairs exchanged flow at the rate λ. An
/// eigenvalue estimate proposes λ and a factorisation proves it. On expanders this is the best bound
/// that can be had cheaply; on tiered graphs it loses a factor of 2 or more.
package struct SpectralProof {
  /// How far below the estimate λ is tried; the estimate is never too small.
  private static let reductions = [1e-7, 1e-5, 1e-3, 1e-2, 5e-2]

  private let problem: CutProblem

  /// The proof for `problem`, or nil if some vertex has no weight or there are fewer than two.
  package init?(_ problem: CutProblem) {
    guard problem.weights.count > 1, problem.weights.allSatisfy({ $0 > 0 }) else { return nil }
    self.problem = problem
  }

  /// A proven λ; 0 if none of the candidates can be proved.
  ///
  /// - Complexity: O(V³) for V vertices, in the largest term V³/6 multiplications for each of at
  ///   most five candidates; V² numbers of memory.
  package func rate() -> Double {
    let estimate = LanczosEstimate(problem).leastEigenvalue()
    guard estimate > 0 else { return 0 }
    for reduction in Self.reductions {
      let candidate = estimate * (1 - reduction)
      if isProved(candidate) { return candidate }
    }
    return 0
  }

  /// Whether Q has no negative eigenvalue for λ = `rate`.
  ///
  /// Q maps the vector of ones to 0, so adding a multiple of the matrix of ones changes nothing that
  /// matters and removes that eigenvalue 0. If the Cholesky factorisation of the sum, with its
  /// diagonal lowered by more than what rounding can add up to, comes to its end, then the exact
  /// matrix is positive semidefinite.
  package func isProved(_ rate: Double) -> Bool {
    let graph = problem.graph
    let count = graph.vertexCount
    let total = Double(problem.totalWeight)
    let degrees = (0..<count).map { Double(graph.capacity(of: $0)) }
    let degreeSum = degrees.reduce(0, +)
    let ones = degreeSum / Double(count * count)
    let mass = 2 * degreeSum + 2 * rate * total + Double(count) * ones
    let allowance = 8 * Double(count + 8) * 0x1p-53 * mass

    let matrix = Lane(repeating: ones, count: count * count)
    for row in 0..<count {
      let weight = Double(problem.weights[row])
      for column in row..<count {
        let product = rate * weight * Double(problem.weights[column]) / total
        matrix[row * count + column] = ones + product
      }
      for slot in graph.slots(of: row) where Int(graph.targets[slot]) > row {
        let cell = row * count + Int(graph.targets[slot])
        matrix[cell] = matrix[cell] - Double(graph.capacities[slot])
      }
      let cell = row * count + row
      matrix[cell] = matrix[cell] + degrees[row] - rate * weight - allowance
    }
    return Self.isPositiveDefinite(matrix, count: count)
  }

  /// Whether the Cholesky factorisation of the upper triangle of `matrix` succeeds, in place.
  private static func isPositiveDefinite(_ matrix: borrowing Lane<Double>, count: Int) -> Bool {
    for pivot in 0..<count {
      let row = pivot &* count
      let diagonal = matrix[row &+ pivot]
      guard diagonal > 0 else { return false }
      let root = diagonal.squareRoot()
      for column in pivot..<count { matrix[row &+ column] = matrix[row &+ column] / root }
      var below = pivot &+ 1
      while below < count {
        let factor = matrix[row &+ below]
        let base = below &* count
        var column = below
        while column < count {
          matrix[base &+ column] = matrix[base &+ column] - factor * matrix[row &+ column]
          column &+= 1
        }
        below &+= 1
      }
    }
    return true
  }
}
