/// Events and the bytes of their values, collected until a batch is full.
///
/// Handing over a few thousand events at a time lets the dialect run one tight loop over them
/// instead of being called 14 million times.
@safe struct EventTape: ~Copyable {
  private static let eventCapacity = 8192
  private static let fullAt = eventCapacity - 600
  private static let fullBytes = 192 * 1024

  private let events: UnsafeMutablePointer<XMLEvent>
  private var eventCount = 0
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity = 256 * 1024
  private(set) var byteCount = 0

  init() {
    unsafe events = .allocate(capacity: Self.eventCapacity)
    unsafe bytes = .allocate(capacity: byteCapacity)
  }

  deinit {
    unsafe events.deallocate()
    unsafe bytes.deallocate()
  }

  /// Whether it is time for `drain`: there is always room for one more element with all its
  /// attributes.
  var isFull: Bool { eventCount >= Self.fullAt || byteCount >= Self.fullBytes }

  @inline(__always)
  mutating func append(_ kind: XMLEvent.Kind, id: UInt8, line: Int32, offset: Int, count: Int) {
    // Room is kept by `isFull`, which is asked before every element.
    unsafe (events + eventCount).initialize(
      to: XMLEvent(
        kind: kind, id: id, line: line, offset: Int32(truncatingIfNeeded: offset),
        count: Int32(truncatingIfNeeded: count)))
    eventCount &+= 1
  }

  @inline(__always)
  mutating func append(bytes source: UnsafePointer<UInt8>, count: Int) {
    if byteCount &+ count > byteCapacity { grow(by: count) }
    // `grow` has made room; libxml2's buffer and the tape are different memory.
    unsafe (bytes + byteCount).update(from: source, count: count)
    byteCount &+= count
  }

  /// Gives all events away and begins anew.
  mutating func drain(into consume: (Span<XMLEvent>, Span<UInt8>) -> Void) {
    guard eventCount > 0 else { return }
    // Both buffers live until after the call, and nothing is appended meanwhile.
    let eventBuffer = unsafe UnsafeBufferPointer(start: events, count: eventCount)
    let byteBuffer = unsafe UnsafeBufferPointer(start: bytes, count: byteCount)
    unsafe consume(eventBuffer.span, byteBuffer.span)
    eventCount = 0
    byteCount = 0
  }

  private mutating func grow(by count: Int) {
    let capacity = max(byteCapacity * 2, byteCount + count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.update(from: bytes, count: byteCount)
    unsafe bytes.deallocate()
    unsafe bytes = larger
    byteCapacity = capacity
  }
}
