/// What both files of a comparison have words for: nothing else can differ between two revisions.
package struct RevisionWords: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Which links are legs of one cable; without it, every link counts as a cable on both sides.
  package static let legs = RevisionWords(rawValue: 1)
  package static let speed = RevisionWords(rawValue: 2)
  package static let length = RevisionWords(rawValue: 4)
  package static let medium = RevisionWords(rawValue: 8)
  package static let label = RevisionWords(rawValue: 16)
  package static let part = RevisionWords(rawValue: 32)
  package static let network = RevisionWords(rawValue: 64)
  package static let optics = RevisionWords(rawValue: 128)
  package static let rails = RevisionWords(rawValue: 256)
  package static let place = RevisionWords(rawValue: 512)
  package static let model = RevisionWords(rawValue: 1024)
  package static let radix = RevisionWords(rawValue: 2048)
  package static let role = RevisionWords(rawValue: 4096)
  package static let all = RevisionWords(rawValue: 8191)

  /// Those that are said of links.
  var attributes: LinkAttributes {
    let pairs: [(RevisionWords, LinkAttributes)] = [
      (.speed, .speed), (.length, .length), (.medium, .medium), (.label, .label), (.part, .part),
      (.network, .network), (.optics, .optics), (.rails, .rails),
    ]
    return pairs.reduce(into: []) { if contains($1.0) { $0.insert($1.1) } }
  }
}
