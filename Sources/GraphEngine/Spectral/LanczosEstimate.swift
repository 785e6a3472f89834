/// Estimates the least positive eigenvalue of the Laplacian relative to the weights, from above.
///
/// Works with `B = D^(-1/2)·L·D^(-1/2)`, whose null vector D^(1/2)·1 is kept out by orthogonality, as
/// are all earlier vectors of the basis. Only an estimate: `SpectralProof` proves what it uses.
struct LanczosEstimate {
  private static let stepLimit = 100

  private let graph: CSRGraph
  private let roots: [Double]

  init(_ problem: CutProblem) {
    graph = problem.graph
    roots = problem.weights.map { Double($0).squareRoot() }
  }

  /// - Complexity: O(k · E + k² · V) for k = 100 steps, V vertices and E edges.
  func leastEigenvalue() -> Double {
    let count = roots.count
    var basis = [normalized(roots)]
    var diagonal: [Double] = []
    var offDiagonal: [Double] = []
    var generator = SplitMix64(seed: 1)
    var vector = (0..<count).map { _ in Double(generator.next(below: 1 << 30)) - Double(1 << 29) }
    remove(basis, from: &vector)
    vector = normalized(vector)
    for _ in 0..<min(Self.stepLimit, count - 1) {
      basis.append(vector)
      var image = product(vector)
      diagonal.append(dot(vector, image))
      remove(basis, from: &image)
      remove(basis, from: &image)
      let length = dot(image, image).squareRoot()
      guard length > 1e-9 * diagonal[0].magnitude else { break }
      offDiagonal.append(length)
      vector = image.map { $0 / length }
    }
    return leastRoot(diagonal, offDiagonal)
  }

  private func product(_ vector: [Double]) -> [Double] {
    let scaled = zip(vector, roots).map { $0 / $1 }
    return (0..<scaled.count).map { vertex in
      var sum = 0.0
      for slot in graph.slots(of: vertex) {
        sum += Double(graph.capacities[slot]) * (scaled[vertex] - scaled[Int(graph.targets[slot])])
      }
      return sum / roots[vertex]
    }
  }

  private func dot(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func normalized(_ vector: [Double]) -> [Double] {
    let length = dot(vector, vector).squareRoot()
    return length > 0 ? vector.map { $0 / length } : vector
  }

  private func remove(_ basis: [[Double]], from vector: inout [Double]) {
    for other in basis {
      let part = dot(other, vector)
      for index in vector.indices { vector[index] -= part * other[index] }
    }
  }

  /// The least eigenvalue of the tridiagonal matrix, by counting sign changes and bisection.
  private func leastRoot(_ diagonal: [Double], _ offDiagonal: [Double]) -> Double {
    var low = 0.0
    var high = diagonal.min() ?? 0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      var pivot = 1.0
      var isBelowAll = true
      for (index, value) in diagonal.enumerated() where isBelowAll {
        let coupling = index > 0 ? offDiagonal[index - 1] : 0
        pivot = value - middle - coupling * coupling / pivot
        isBelowAll = pivot > 0
      }
      if isBelowAll { low = middle } else { high = middle }
    }
    return high
  }
}
