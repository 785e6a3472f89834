import Foundation
import TestSupport
import Testing

@testable import ByteSources

@Suite("Inputs as streams of bytes")
struct ByteSourceTests {
  @Test("a file is read once to its end, in order")
  func file() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let source = try ByteSource(path: folder.write(bytes))
    #expect(source.size == bytes.count)
    #expect(try Self.all(of: source) == bytes)
    #expect(source.position == bytes.count)
    #expect(source.isAtEnd)
  }

  @Test("a file that is missing says so, with its path first")
  func missing() {
    let error = #expect(throws: ByteSourceError.self) { try ByteSource(path: "/nowhere/plan.xml") }
    #expect(error?.message == "/nowhere/plan.xml: cannot be opened: no such file or directory")
    #expect(error?.nextStep == "check the path")
  }

  @Test("a folder is no stream, and refusing one leaves no descriptor open")
  func folder() throws {
    let folder = try TemporaryFolder()
    let before = try Self.descriptors()
    for _ in 0..<50 {
      let error = #expect(throws: ByteSourceError.self) {
        try ByteSource(path: folder.url.path)
      }
      #expect(error?.detail == "is a folder")
    }
    // Other tests run beside this one and open a few.
    #expect(try Self.descriptors() < before + 40)
  }

  @Test("a folder is all files below it but hidden ones, those of inner folders last")
  func tree() throws {
    let folder = try TemporaryFolder()
    let root = folder.url.path
    for path in ["b.xml", "a/z.xml", "a/b/y.xml", ".git/x.xml", "c.xml", ".hidden.xml"] {
      let file = folder.url.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("<fabric/>".utf8).write(to: file)
    }
    #expect(
      try Inputs.files(root)
        == ["b.xml", "c.xml", "a/z.xml", "a/b/y.xml"].map { "\(root)/\($0)" })
    try FileManager.default.createSymbolicLink(
      atPath: root + "/a/circle", withDestinationPath: root)
    let error = #expect(throws: ByteSourceError.self) { try Inputs.files(root) }
    #expect(error?.detail == "is a folder 16 folders deep")
  }

  // The superuser may read everything: there the test has nothing to see.
  @Test("a file that may not be read says so", .enabled(if: getuid() != 0, "not as root"))
  func noPermission() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("<fabric/>")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let error = #expect(throws: ByteSourceError.self) { try ByteSource(path: path) }
    #expect(error?.detail == "cannot be opened: permission denied")
    #expect(error?.nextStep == "ask for permission to read it")
  }

  @Test("a FIFO is read like a file, without a size")
  func fifo() throws {
    let fifo = try FIFOFolder()
    ChildProcess.start("printf hello > '\(fifo.path)'")
    let source = try ByteSource(path: fifo.path)
    #expect(source.size == nil)
    #expect(try Self.all(of: source) == Array("hello".utf8))
  }

  private static func descriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }

  private static func all(of source: ByteSource) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 10_000)
    while true {
      // The array is not touched while the source fills it.
      let count = try unsafe piece.withUnsafeMutableBytes { try unsafe source.read(into: $0) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }
}

@Suite("Files that an input names")
struct InputsTests {
  @Test("a folder stands for its files in the order of their names, hidden ones and folders aside")
  func folder() throws {
    let folder = try TemporaryFolder()
    for name in ["b.xml", "a.xml", ".hidden", "c.xml", "B.xml"] {
      try folder.write("x", to: name)
    }
    try FileManager.default.createDirectory(
      atPath: folder.path("inner"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("d.xml"), withDestinationPath: folder.path("a.xml"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("e.xml"), withDestinationPath: "/nowhere")
    let expected = ["B.xml", "a.xml", "b.xml", "c.xml", "d.xml"].map { folder.path($0) }
    #expect(try Inputs.files(folder.url.path) == expected)
    #expect(try Inputs.files(folder.url.path + "/") == expected)
  }

  @Test("anything else stays as it is")
  func others() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("x")
    #expect(try Inputs.files(file) == [file])
    #expect(try Inputs.files("-") == ["-"])
    #expect(try Inputs.files("/nowhere") == ["/nowhere"])
  }

  @Test("a folder without a file says so")
  func empty() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: ByteSourceError.self) { try Inputs.files(folder.url.path) }
    #expect(error?.message == "\(folder.url.path): is a folder without a file")
  }
}
