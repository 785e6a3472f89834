extension Span where Element: BitwiseCopyable {
  /// The element at `index`, checked in debug builds only.
  ///
  /// For the arrays of a `CSRGraph`, whose initialiser has checked every offset and target.
  @inline(__always)
  subscript(fast index: Int) -> Element {
    assert(index >= 0 && index < count, "index outside the span")
    // In bounds by the assertion, which every test run evaluates.
    return unsafe self[unchecked: index]
  }

  /// The element at `index`, checked in debug builds only.
  @inline(__always)
  subscript(fast index: Int32) -> Element { self[fast: Int(index)] }
}
