internal import FabricTopology

/// Rails, planes and blocks of switches, as far as the wiring shows them.
package struct FabricDivisions: Sendable, Hashable {
  /// Rail of each leaf, plane of each switch, -1 for none; empty where there is one only.
  package var rail: [Int32] = []
  package var plane: [Int32] = []
  /// Unit of each leaf, -1 for other switches; empty without units.
  package var unit: [Int32] = []
  /// Pods that share units, numbered as one: the pods of all planes around the same hosts.
  package var site: [Int32] = []
  package var rails = 1
  package var planes = 1
  /// Whether every rail is a fabric of its own, so that rails and planes are the same.
  package var areRailsApart = false

  package init() {}

  init(_ topology: Topology) {
    let hosts = topology.hosts
    guard hosts.isMultihomed else { return }
    (rails, planes) = (hosts.rails, hosts.planes)
    areRailsApart = hosts.areRailsApart && hosts.areRailsNumbered
    let vertices = topology.tier.indices.map { Int32($0) }
    if hosts.areRailsNumbered { rail = vertices.map { Int32(hosts.rail(of: $0) ?? -1) } }
    if planes > 1 { plane = vertices.map { Int32(hosts.plane(of: $0) ?? -1) } }
    guard hosts.unitCount > 1 else { return }
    unit = vertices.map { Int32(hosts.unit(ofLeaf: $0) ?? -1) }
    site = Self.sites(topology, unit, count: hosts.unitCount)
  }

  /// Joins pods that hold leaves of one unit; empty where that leaves one.
  private static func sites(_ topology: Topology, _ unit: [Int32], count: Int) -> [Int32] {
    let pods = Int(topology.pod.max() ?? -1) + 1
    guard pods > 1 else { return [] }
    var site = (0..<pods).map { Int32($0) }
    func root(_ pod: Int32) -> Int32 {
      var pod = pod
      while site[Int(pod)] != pod { pod = site[Int(pod)] }
      return pod
    }
    var first = [Int32](repeating: -1, count: count)
    for vertex in unit.indices where unit[vertex] >= 0 && topology.pod[vertex] >= 0 {
      let pod = root(topology.pod[vertex])
      let other = first[Int(unit[vertex])]
      guard other >= 0 else {
        first[Int(unit[vertex])] = pod
        continue
      }
      let (a, b) = (min(pod, root(other)), max(pod, root(other)))
      site[Int(b)] = a
    }
    var number = [Int32](repeating: -1, count: pods)
    var next: Int32 = 0
    for pod in 0..<Int32(pods) where number[Int(root(pod))] < 0 {
      number[Int(root(pod))] = next
      next += 1
    }
    guard next > 1 else { return [] }
    return topology.pod.map { $0 < 0 ? -1 : number[Int(root($0))] }
  }
}
