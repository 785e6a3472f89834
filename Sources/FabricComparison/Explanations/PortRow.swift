/// Ports of a device in the order in which a hand meets them, with what has been moved among them.
///
/// Places count from 0. Two neighbours on the faceplate are neighbours here; where a device has two
/// rows of ports, one above the other, every other place is a row of its own.
struct PortRow {
  let device: Int32
  /// The port at each place; -1 for places that neither fabric mentions.
  private let ports: [Int32]
  /// Cables that are in the wrong place of this row and belong into another one of it, by the place
  /// where they are.
  let moved: [Moved]

  struct Moved {
    var here: Int
    var home: Int
    /// How far it was moved, towards higher numbers.
    var offset: Int { here - home }
  }

  /// No faceplate has more places than that; what a device counts beyond it is no place in a row.
  private static let longest = 4096

  /// All ports of a device, then every other one from the first and from the second place.
  static func rows(of device: Int32, differing: [Int32], in survey: Survey) -> [PortRow] {
    guard movesWithin(device, differing, survey) else { return [] }
    guard let all = PortRow(device, differing, survey, step: 1, start: 0) else { return [] }
    guard differing.count >= 4 else { return [all] }
    return [all] + [0, 1].compactMap { PortRow(device, differing, survey, step: 2, start: $0) }
  }

  /// Whether two cables at least belong into other ports of the same device: seldom the case, and
  /// nothing has to be laid out otherwise.
  private static func movesWithin(_ device: Int32, _ differing: [Int32], _ survey: Survey) -> Bool {
    var count = 0
    for port in differing {
      let home = survey.state.home(of: port)
      if home >= 0 && home != port && survey.device(home) == device { count += 1 }
    }
    return count >= 2
  }

  private init?(_ device: Int32, _ differing: [Int32], _ survey: Survey, step: Int, start: Int) {
    let range = survey.ports(of: device)
    var place: [Int32: Int] = [:]
    var ports: [Int32] = []
    for (port, index) in Self.places(range, survey.alignment)
    where index % step == start && index / step < Self.longest {
      let index = index / step
      if index >= ports.count {
        ports.append(contentsOf: repeatElement(-1, count: index + 1 - ports.count))
      }
      // Two ports of one number: the cards of a host. Nothing is a row there.
      guard ports[index] < 0 else { return nil }
      ports[index] = port
      place[port] = index
    }
    moved = differing.compactMap { port in
      guard let here = place[port], let home = place[survey.state.home(of: port)], here != home
      else { return nil }
      return Moved(here: here, home: home)
    }.sorted { $0.here < $1.here }
    guard moved.count >= 2 else { return nil }
    self.device = device
    self.ports = ports
  }

  /// By number, legs of split cages one after another; without numbers in the order of names.
  private static func places(
    _ range: Range<Int32>, _ alignment: Alignment
  ) -> [(port: Int32, place: Int)] {
    let numbers = range.map { Int(alignment.number(ofPort: $0)) }
    guard numbers.allSatisfy({ $0 >= 0 }) else {
      return range.enumerated().map { (port: $1, place: $0) }
    }
    let legs = range.map { alignment.leg(ofPort: $0) }
    let width = max(1, legs.max() ?? 1)
    let first = numbers.contains(0) ? 0 : 1
    return range.enumerated().map { index, port in
      (port: port, place: (numbers[index] - first) * width + max(0, legs[index] - 1))
    }
  }

  var count: Int { ports.count }

  func port(_ place: Int) -> Int32 { ports.indices.contains(place) ? ports[place] : -1 }

  func isPlugged(_ place: Int, _ state: WiringState) -> Bool {
    let port = port(place)
    return port >= 0 && state.observed[Int(port)] >= 0
  }

  func isRight(_ place: Int, _ state: WiringState) -> Bool {
    let port = port(place)
    return port >= 0 && state.isRight(port)
  }

  /// Parts of a list of places with at most two places left out in a row, none of them right.
  func runs(_ places: [Int], _ state: WiringState) -> [[Int]] {
    var runs: [[Int]] = []
    for place in places.sorted() {
      if let last = runs.last?.last, place - last <= 3,
        !(last + 1..<place).contains(where: { isRight($0, state) })
      {
        runs[runs.count - 1].append(place)
      } else {
        runs.append([place])
      }
    }
    return runs
  }

  /// Plugs that move between places; nil where one of them is no port.
  func moves(_ pairs: [(from: Int, to: Int)]) -> [Rewiring.Move]? {
    var moves: [Rewiring.Move] = []
    for (from, to) in pairs {
      let (x, y) = (port(from), port(to))
      guard x >= 0 && y >= 0 else { return nil }
      moves.append(Rewiring.Move(from: x, to: y))
    }
    return moves
  }
}

extension Rewiring {
  /// Plugs that move between some ports, with the ports that they leave filled by what they push out:
  /// every chain of moves is closed to a ring. Nil where two plugs want one port.
  static func closed(_ moves: [Move]) -> Rewiring? {
    var previous: [Int32: Int32] = [:]
    var isLeft: Set<Int32> = []
    for move in moves {
      guard previous.updateValue(move.from, forKey: move.to) == nil else { return nil }
      isLeft.insert(move.from)
    }
    var all = moves
    for move in moves where !isLeft.contains(move.to) {
      var start = move.from
      while let before = previous[start] { start = before }
      all.append(Move(from: move.to, to: start))
    }
    return Rewiring(moves: all)
  }
}
