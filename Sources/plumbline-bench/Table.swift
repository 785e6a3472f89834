/// Prints rows as they come, for people and on demand for programs.
struct Table {
  let printsJSON: Bool

  func head() {
    print(
      pad("k", 4) + pad("what", 38) + right("seconds", 9) + right("cpu", 9) + right("MB", 8)
        + "  against")
  }

  func row(_ k: Int, _ what: String, _ cost: Median, against peer: (name: String, cost: Median)?) {
    var line = pad(String(k), 4) + pad(what, 38) + right(Self.seconds(cost.seconds), 9)
    line += right(cost.processorSeconds > 0 ? Self.seconds(cost.processorSeconds) : "", 9)
    line += right(cost.peakBytes > 0 ? String(cost.peakBytes / 1_000_000) : "", 8)
    if let peer {
      line +=
        "  \(Self.ratio(cost.seconds / peer.cost.seconds)) x \(peer.name) "
        + "(\(Self.seconds(peer.cost.seconds)))"
    }
    print(line)
    guard printsJSON else { return }
    var fields = [
      "\"k\": \(k)", "\"what\": \"\(what)\"", "\"seconds\": \(cost.seconds)",
      "\"cpuSeconds\": \(cost.processorSeconds)", "\"peakBytes\": \(cost.peakBytes)",
    ]
    if let peer {
      fields += [
        "\"peer\": \"\(peer.name)\"", "\"peerSeconds\": \(peer.cost.seconds)",
        "\"ratio\": \(cost.seconds / peer.cost.seconds)",
      ]
    }
    print("{\(fields.joined(separator: ", "))}")
  }

  func note(_ text: String) { print("    " + text) }

  static func ratio(_ value: Double) -> String { decimals(value, 2) }

  static func seconds(_ value: Double) -> String { decimals(value, value < 1 ? 4 : 3) }

  private static func decimals(_ value: Double, _ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let steps = Int((value * scale).rounded())
    let digits = String(steps % Int(scale))
    return "\(steps / Int(scale))." + String(repeating: "0", count: places - digits.count) + digits
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}

/// The median of several runs, each figure by itself.
struct Median {
  var seconds: Double
  var processorSeconds: Double
  var peakBytes: Int

  init(_ costs: [ProcessCost]) {
    seconds = Self.middle(costs.map(\.seconds))
    processorSeconds = Self.middle(costs.map(\.processorSeconds))
    peakBytes = Self.middle(costs.map(\.peakBytes))
  }

  init(seconds all: [Double]) {
    seconds = Self.middle(all)
    processorSeconds = 0
    peakBytes = 0
  }

  static func middle<Value: Comparable>(_ values: [Value]) -> Value {
    values.sorted()[values.count / 2]
  }
}
