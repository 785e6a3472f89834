import ByteSources
import Foundation
import Testing

@Suite("a file appears whole or not at all")
struct OutputFileTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("nothing has the name before commit, everything after it, and nothing else is left")
  func commit() throws {
    let path = scratch.path("plan.xml")
    let file = try OutputFile(path: path, force: false)
    try file.write("héllo, ")
    try file.write([UInt8]("world\n".utf8))
    try file.finish()
    #expect(scratch.names.count == 1 && scratch.names[0].hasSuffix(".tmp"))
    try file.commit()
    #expect(scratch.names == ["plan.xml"])
    #expect(try scratch.text(of: "plan.xml") == "héllo, world\n")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(try #require(mode) & 0o400 != 0 && mode != 0o600 || umask(0) == 0o077)
  }

  @Test("pieces around the size of the buffer arrive in order", arguments: [0, 1, -1, 4096])
  func pieces(offset: Int) throws {
    let sizes = [3, (256 << 10) + offset, 1, (600 << 10) + offset, 7]
    let file = try OutputFile(path: scratch.path("pieces"), force: false)
    var expected: [UInt8] = []
    for (index, size) in sizes.enumerated() {
      let piece = [UInt8](repeating: UInt8(index), count: size)
      try file.write(piece)
      expected += piece
    }
    try file.commit()
    let written = try Data(contentsOf: URL(fileURLWithPath: scratch.path("pieces")))
    #expect([UInt8](written) == expected)
  }

  @Test("an existing file stays unless it may be replaced")
  func existing() throws {
    try scratch.write("old", to: "plan.xml")
    let path = scratch.path("plan.xml")
    let refused = #expect(throws: OutputError.self) { try OutputFile(path: path, force: false) }
    #expect(refused?.cause == .exists)
    #expect(refused?.nextStep.contains("--force") == true)
    let file = try OutputFile(path: path, force: true)
    try file.write("new")
    #expect(try scratch.text(of: "plan.xml") == "old")
    try file.commit()
    #expect(try scratch.text(of: "plan.xml") == "new")
    #expect(scratch.names == ["plan.xml"])
  }

  @Test("a file that somebody else makes in the meantime stays")
  func madeInTheMeantime() throws {
    let file = try OutputFile(path: scratch.path("plan.xml"), force: false)
    try file.write("mine")
    try scratch.write("theirs", to: "plan.xml")
    let refused = #expect(throws: OutputError.self) { try file.commit() }
    #expect(refused?.cause == .exists)
    #expect(try scratch.text(of: "plan.xml") == "theirs")
    #expect(scratch.names == ["plan.xml"])
  }

  @Test("links, folders and devices are refused, even with force")
  func refusals() throws {
    try scratch.write("old", to: "target")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link"), withDestinationPath: scratch.path("target"))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("dangling"), withDestinationPath: scratch.path("nowhere"))
    let cases: [(String, OutputError.Cause)] = [
      (scratch.path("link"), .symbolicLink), (scratch.path("dangling"), .symbolicLink),
      (scratch.folder.path, .folder), (scratch.folder.path + "/sub/", .folder),
      ("/dev/null", .special),
      (scratch.path("nosuch/file"), .system(call: "access", code: ENOENT)),
      (scratch.path("target/file"), .system(call: "stat", code: ENOTDIR)),
      ("", .system(call: "stat", code: ENOENT)),
    ]
    for (path, cause) in cases {
      let refused = #expect(throws: OutputError.self) { try OutputFile(path: path, force: true) }
      #expect(refused?.cause == cause, "\(path)")
      #expect(refused?.nextStep.isEmpty == false)
    }
    #expect(try scratch.text(of: "target") == "old")
    #expect(scratch.names == ["dangling", "link", "target"])
  }

  @Test("what is discarded or forgotten leaves nothing behind")
  func discarded() throws {
    do {
      let file = try OutputFile(path: scratch.path("a"), force: false)
      try file.write("half")
      file.discard()
      _ = try OutputFile(path: scratch.path("b"), force: false)
    }
    #expect(scratch.names.isEmpty)
  }

  @Test("a failed write is told, told again, and leaves nothing behind")
  func failedWrite() async throws {
    // A limit on the size of files is the full disk that every test machine has; it holds for a
    // whole process, so the test needs one of its own.
    let path = scratch.path("big")
    await #expect(processExitsWith: .exitCode(42)) { [path = path as String] in
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let file = try OutputFile(path: path, force: false)
      try file.write([UInt8](repeating: 0, count: 50_000))
      for attempt in 1...2 {
        do {
          try file.write([UInt8](repeating: 0, count: 300_000))
        } catch let error as OutputError {
          guard error.cause == .system(call: "write", code: EFBIG) else { exit(1) }
          if attempt == 2 { exit(42) }
        }
      }
      exit(2)
    }
    #expect(scratch.names.isEmpty)
  }

  @Test(
    "a signal removes the temporary file and ends with 128 + its number", arguments: [2, 3, 15])
  func interrupted(number: Int) async throws {
    let path = scratch.path("plan.xml")
    await #expect(processExitsWith: .exitCode(CInt(128 + number))) {
      [path = path as String, number = number as Int] in
      signal(CInt(number), SIG_DFL)  // may have been ignored around the tests
      Interruption.install()
      let file = try OutputFile(path: path, force: false)
      try file.write("half")
      try file.finish()
      // To the process, not to this thread: worker threads take no signals.
      kill(getpid(), CInt(number))
      sleep(10)
      exit(3)
    }
    #expect(scratch.names.isEmpty)
  }
}
