import GraphEngine
import Testing

@Suite struct SplitMix64Tests {
  @Test("the sequence of a seed is the published one")
  func sequence() {
    var generator = SplitMix64(seed: 1_234_567)
    let words = (0..<3).map { _ in generator.next() }
    #expect(
      words == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test("bounded numbers stay below their bound and reach every value")
  func bounds() {
    var generator = SplitMix64(seed: 1)
    let numbers = (0..<500).map { _ in generator.next(below: 7) }
    #expect(Set(numbers) == Set(0..<7))
  }

  @Test("shuffling keeps the elements")
  func shuffle() {
    var generator = SplitMix64(seed: 2)
    var elements = Array(0..<50)
    generator.shuffle(&elements)
    #expect(elements != Array(0..<50) && elements.sorted() == Array(0..<50))
  }
}
