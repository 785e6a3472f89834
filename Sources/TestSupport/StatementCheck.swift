package import FabricDesigns
internal import FabricModel
package import Findings

/// Holds the numbers in the messages of findings against the plan that they are about.
///
/// Knows the forms of speech of the checks of wiring; what it does not know it leaves alone.
package struct StatementCheck {
  private let draft: PlanDraft
  private let healthy: PlanDraft
  private let design: any Design
  private let number: [String: Int]

  /// - Parameters:
  ///   - draft: the plan; device for device the same as
  ///   - healthy: the plan of the design without faults.
  package init(_ draft: PlanDraft, _ healthy: PlanDraft, _ design: any Design) {
    self.draft = draft
    self.healthy = healthy
    self.design = design
    number = Dictionary(
      uniqueKeysWithValues: draft.devices.enumerated().map { ($1.name, $0) })
  }

  /// - Returns: the messages that state something false.
  package func lies(_ findings: [Finding]) -> [String] {
    findings.filter { !isTrue($0.message) }.map { FaultLedger.text($0) }
  }

  private func isTrue(_ message: String) -> Bool {
    if let match = message.wholeMatch(of: #/(\S+) has (no|\d+ of \d+) cables? to (\S+) — (.*)/#) {
      return isTrueHole(
        String(match.1), String(match.2), String(match.3), peers: String(match.4))
    }
    let facts = message.split(separator: "; ").map(String.init)
    return facts.allSatisfy { fact in
      if let match = fact.wholeMatch(of: #/(\S+) and (\S+) have (\d+) cables? — (.*)/#) {
        let pair = (device(match.1), device(match.2))
        return links(draft, pair) == Int(match.3)! && isTrueOfOthers(String(match.4), pair)
      }
      if let match = fact.wholeMatch(
        of: #/(\S+) has (\d+) cables? to the tier (above|below) — most of its tier have (.*)/#)
      {
        return isTrueDegree(
          device(match.1), Int(match.2)!, facesUp: match.3 == "above", numbers(match.4))
      }
      return true
    }
  }

  private func isTrueHole(_ a: String, _ count: String, _ b: String, peers: String) -> Bool {
    let pair = (device(a), device(b))
    let numbers = numbers(count)
    guard links(draft, pair) == (count == "no" ? 0 : numbers[0]) else { return false }
    if let match = peers.wholeMatch(of: #/the others? (?:one )?of its \w+ ha(?:s|ve) (\d+)/#) {
      let group = design.tiers.first { $0.contains(pair.0) }!
      // The others that the design links to the same switch.
      return group.filter { $0 != pair.0 && links(healthy, ($0, pair.1)) > 0 }
        .allSatisfy { links(draft, ($0, pair.1)) == Int(match.1)! }
    }
    return isTrueOfOthers(peers, pair)
  }

  private func isTrueOfOthers(_ text: String, _ pair: (Int, Int)) -> Bool {
    let numbers = Set(numbers(text))
    if text.contains("calls for") { return numbers == [links(healthy, pair)] }
    guard text.contains("pairs of their tiers have") else { return true }
    let widths = pairs(likeThat: pair).map { links(draft, $0) }
    let agreeing = widths.count { numbers.contains($0) }
    return text.contains("all other")
      ? agreeing >= widths.count - 1 : 2 * agreeing > widths.count
  }

  private func isTrueDegree(
    _ device: Int, _ count: Int, facesUp: Bool, _ usual: [Int]
  ) -> Bool {
    let tier = design.tier(of: device) + (facesUp ? 1 : -1)
    let degree = { (device: Int) in
      draft.links(of: device).count { index in
        let link = draft.links[index]
        guard let b = link.b?.device else { return false }
        return design.tier(of: link.a.device == device ? b : link.a.device) == tier
      }
    }
    let peers = Array(design.tiers[design.tier(of: device)]).map(degree)
    return degree(device) == count && 2 * peers.count { usual.contains($0) } > peers.count
  }

  /// All pairs of the same two tiers that the design links.
  private func pairs(likeThat pair: (Int, Int)) -> [(Int, Int)] {
    let lower = design.tiers[min(design.tier(of: pair.0), design.tier(of: pair.1))]
    let upper = design.tiers[max(design.tier(of: pair.0), design.tier(of: pair.1))]
    return lower.flatMap { a in upper.map { (a, $0) } }.filter { links(healthy, $0) > 0 }
  }

  private func links(_ plan: PlanDraft, _ pair: (Int, Int)) -> Int {
    plan.links.count { link in
      guard let b = link.b?.device else { return false }
      return (link.a.device, b) == pair || (b, link.a.device) == pair
    }
  }

  private func device(_ name: some StringProtocol) -> Int { number[String(name)] ?? -1 }

  private func numbers(_ text: some StringProtocol) -> [Int] {
    text.split { !$0.isNumber }.compactMap { Int($0) }
  }
}

extension PlanDraft {
  /// The cables of each switch to other switches in other ports, each time in another order: ports tell nothing then.
  package func portsScrambled(seed: UInt64, of design: any Design) -> PlanDraft {
    var random = SplitMix64(seed: seed)
    var copy = self
    for device in devices.indices where design.tier(of: device) > 0 {
      let ends = links(of: device).filter { index in
        [links[index].a.device, links[index].b?.device].allSatisfy {
          $0.map { design.tier(of: $0) > 0 } ?? false
        }
      }
      var ports = ends.map { links[$0].a.device == device ? links[$0].a.port : links[$0].b!.port }
      random.shuffle(&ports)
      for (index, port) in zip(ends, ports) {
        if links[index].a.device == device {
          copy.links[index].a.port = port
        } else {
          copy.links[index].b!.port = port
        }
      }
    }
    return copy
  }
}
