import FabricModel
import TestSupport
import Testing

@Suite("Names")
struct NameTableTests {
  @Test("equal texts have one number, appended ones always a new one")
  func intern() {
    var names = NameTable()
    let leaf = names.intern("leaf-1")
    #expect(names.intern("leaf-1") == leaf)
    #expect(names.append("leaf-1") != leaf)
    #expect(names.find("leaf-1") == leaf)
    #expect(names.find("leaf-2").isNone)
    #expect(names[leaf] == "leaf-1")
    #expect(names[.none] == "")
    #expect(names.count == 2)
    #expect(names.intern("") == names.intern(""))
  }

  @Test("a guess saves the search and never changes what is found")
  func guess() {
    var names = NameTable()
    let ids = (0..<100).map { names.intern("spine-\($0)") }
    for guess in ids + [.none] {
      #expect(names.find("spine-42".utf8.span, guess: guess) == ids[42])
      #expect(names.find("spine-420".utf8.span, guess: guess).isNone)
    }
  }

  @Test("200,000 names of all lengths are found as a dictionary finds them")
  func growth() {
    var names = NameTable()
    var expected: [String: NameID] = [:]
    var dice = Dice(seed: 1)
    let prefixes = ["p", "rack-", "node ", "größe/", "0123456789abcdef0123456789abcdef-"]
    for _ in 0..<200_000 {
      let text = dice.pick(prefixes) + String(dice.roll(150_000))
      let id = names.intern(text)
      if let known = expected[text] { #expect(known == id) } else { expected[text] = id }
    }
    #expect(names.count == expected.count)
    for (text, id) in expected where names.find(text) != id || names[id] != text {
      Issue.record("\(text) is \(names[id])")
    }
    #expect(names.find("rack-150001").isNone)
  }

  @Test("the port of an adapter is printed behind it")
  func portOnAdapter() {
    var names = NameTable()
    let port = names.internPort(12, on: names.intern("hfi1_0"))
    #expect(names[port] == "hfi1_0/12")
    #expect(names.find("hfi1_0/12") == port)
  }
}

@Suite("The natural order of names")
struct NaturalOrderTests {
  @Test("numbers inside names count by their value")
  func examples() {
    let sorted = [
      "", "0", "00", "1", "01", "2", "10", "a", "leaf", "leaf-1", "leaf-01", "leaf-1:7", "leaf-2",
      "leaf-9", "leaf-10", "leaf-10a", "leaf-10b2", "leaf-10b11", "leaf-123456789012345678901",
      "leaf-123456789012345678902", "leafs", "é",
    ]
    for (i, a) in sorted.enumerated() {
      for (j, b) in sorted.enumerated() {
        #expect(NaturalOrder.precedes(a, b) == (i < j), "\(a) \(b)")
      }
    }
  }

  @Test("it is a total order: any three names agree, and only equal ones are equal")
  func totalOrder() {
    var dice = Dice(seed: 2)
    let alphabet = Array("0019a-/:").map(String.init)
    let names = (0..<120).map { _ in
      (0..<dice.roll(6)).map { _ in dice.pick(alphabet) }.joined()
    }
    let order = names.map { a in
      names.map { b in NaturalOrder.compare(a.utf8.span, b.utf8.span).signum() }
    }
    for i in names.indices {
      for j in names.indices {
        #expect(order[i][j] == -order[j][i])
        #expect((order[i][j] == 0) == (names[i] == names[j]))
        for k in names.indices where order[i][j] <= 0 && order[j][k] <= 0 && order[i][k] > 0 {
          Issue.record("\(names[i]) <= \(names[j]) <= \(names[k]), but not the first and last")
        }
      }
    }
  }

  @Test("names of a table are ordered as texts are, with no name first")
  func inTable() {
    var names = NameTable()
    let ids = ["leaf-10", "leaf-9", "leaf-09"].map { names.intern($0) }
    #expect(names.precedes(ids[1], ids[0]))
    #expect(names.precedes(ids[1], ids[2]))
    #expect(names.precedes(.none, ids[1]))
    #expect(names.compare(ids[0], ids[0]) == 0)
    #expect(names.compare(ids[0], .none) > 0)
  }
}
