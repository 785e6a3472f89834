/// The elements that a dialect knows, each in its place.
///
/// The parser follows the grammar while it reads, so a dialect sees small numbers instead of
/// names, text only where it wants text, and nothing at all of what it does not know: that is
/// counted by name (`XMLSummary.unknown`).
package struct XMLGrammar: Sendable {
  /// An element in one place of the tree; the same name elsewhere is another node.
  package struct Node: Sendable {
    var name: String
    var id: UInt8
    var wantsText = false
    var isIgnored = false
    var ignoresOthers = false
    var attributes: [(name: String, id: UInt8)] = []
    var ignoredAttributes: [String] = []
    var children: [Node] = []

    /// An element whose start and end the dialect wants to see.
    package static func element(
      _ name: String, _ id: some RawRepresentable<UInt8>,
      attributes: [(String, UInt8)] = [], ignoring ignoredAttributes: [String] = [],
      _ children: [Node] = []
    ) -> Node {
      Node(
        name: name, id: id.rawValue, attributes: attributes.map { (name: $0.0, id: $0.1) },
        ignoredAttributes: ignoredAttributes, children: children)
    }

    /// The same element, with children and attributes that the grammar does not name left out
    /// without a word: for what programs write, where a strange name is nobody's slip.
    package var ignoringOthers: Node {
      var node = self
      node.ignoresOthers = true
      return node
    }

    /// An element whose text the dialect wants, in one piece, when it ends.
    package static func text(
      _ name: String, _ id: some RawRepresentable<UInt8>, ignoring ignoredAttributes: [String] = []
    ) -> Node {
      Node(name: name, id: id.rawValue, wantsText: true, ignoredAttributes: ignoredAttributes)
    }

    /// An element that is known to say nothing about cabling, with all that is in it.
    package static func ignored(_ name: String) -> Node {
      Node(name: name, id: 0, isIgnored: true)
    }
  }

  /// `nodes[0]` stands for the document; the others in depth-first order.
  let nodes: [FlatNode]

  /// A node with its children as a range of `nodes`' indices.
  struct FlatNode: Sendable {
    var node: Node
    var children: [Int]
  }

  package init(roots: [Node]) {
    var nodes = [FlatNode(node: Node(name: "", id: 0, children: roots), children: [])]
    func flatten(_ parent: Int) {
      for child in nodes[parent].node.children {
        nodes.append(FlatNode(node: child, children: []))
        nodes[parent].children.append(nodes.count - 1)
        flatten(nodes.count - 1)
      }
    }
    flatten(0)
    self.nodes = nodes
  }

  package var rootNames: [String] { nodes[0].children.map { nodes[$0].node.name } }
}

/// One step of a document, in the numbers of a grammar.
@frozen public struct XMLEvent: Sendable {
  @frozen public enum Kind: UInt8, Sendable {
    /// An element begins; its attributes follow as events of their own.
    case start
    /// An attribute of the element that began last; `id` is the attribute's.
    case attribute
    /// An element with text has ended.
    case text
    /// An element that began with `start` has ended.
    case end
  }

  public var kind: Kind
  public var id: UInt8
  public var line: Int32
  /// Where the value lies in the batch's bytes.
  public var offset: Int32
  public var count: Int32

  @inlinable public var range: Range<Int> { Int(offset)..<Int(offset) &+ Int(count) }
}

/// What a document had beside its events.
package struct XMLSummary: Sendable {
  /// Elements and attributes that the grammar does not know, by name, with the number of times
  /// and the line of the first.
  package struct Unknown: Sendable, Hashable {
    /// `Link/Colour` for an element, `Link@colour` for an attribute.
    package var name: String
    package var count: Int
    package var firstLine: Int
  }

  package var root = ""
  /// In order of name.
  package var unknown: [Unknown] = []
  package var lines = 0
}
