internal import Foundation

/// A FIFO in a folder of its own: whoever opens it to read waits for a writer.
package final class FIFOFolder {
  private let folder: TemporaryFolder
  package let path: String

  package init() throws {
    folder = try TemporaryFolder()
    path = folder.path("fifo")
    guard let program = OutsideTools.program("mkfifo"),
      try OutsideTools.run(program, [path]).status == 0
    else { throw CocoaError(.fileWriteUnknown) }
  }
}
