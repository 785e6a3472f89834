/// A fixed-size array for inner loops: indices are checked in debug builds only.
///
/// An `Array` in a loop pays for bounds, uniqueness and exclusivity on every access, about half as
/// much again as the work itself. A lane owns its memory, is never copied, and is indexed only by
/// vertices and edge slots of a `CSRGraph`, whose initialiser has checked them.
///
/// Write `lane[i] = lane[i] ^ 1` and `lane.add(x, at: i)`: a compound assignment through the
/// subscript makes the compiler crash in builds for the thread sanitizer (Swift 6.3).
@safe struct Lane<Element: BitwiseCopyable>: ~Copyable {
  private let storage: UnsafeMutableBufferPointer<Element>

  /// A lane of `count` elements, each equal to `value`.
  init(repeating value: Element, count: Int) {
    // Owned by this value alone until `deinit`, and initialised on the next line.
    unsafe storage = .allocate(capacity: max(1, count))
    unsafe storage.initialize(repeating: value)
  }

  /// A lane that starts out as a copy of `elements`.
  init(_ elements: [Element], padding: Element) {
    self.init(repeating: padding, count: elements.count)
    for (index, element) in elements.enumerated() { self[index] = element }
  }

  deinit {
    // The only owner: nothing can refer to the memory after this.
    unsafe storage.deallocate()
  }

  /// The number of elements; at least 1, so that an empty problem needs no special case.
  var count: Int {
    // Reads the length only.
    unsafe storage.count
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "index outside the lane")
      // In bounds by the assertion, which every test run evaluates.
      return unsafe storage.baseAddress.unsafelyUnwrapped[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count, "index outside the lane")
      // In bounds as above; the lane is not copyable, so there is no other writer.
      unsafe storage.baseAddress.unsafelyUnwrapped[index] = newValue
    }
  }

  @inline(__always)
  subscript(index: Int32) -> Element {
    get { self[Int(index)] }
    nonmutating set { self[Int(index)] = newValue }
  }

  /// Sets every element to `value`.
  func fill(_ value: Element) {
    // Initialised memory of a trivial type: overwriting needs no destruction.
    unsafe storage.update(repeating: value)
  }
}

extension Lane where Element: AdditiveArithmetic {
  /// Adds `value` to the element at `index`.
  @inline(__always)
  func add(_ value: Element, at index: Int32) { self[index] = self[index] + value }
}
