internal import ArgumentParser
internal import PlumblineKit

/// What can be read and written?
struct Dialects: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What each dialect can say, and whether it is read and written.",
    discussion: """
      plumbline dialects
      plumbline dialects --format json
      """)

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    try reporting.validate(formats: Catalogs.PageFormat.allCases.map(\.rawValue))
  }

  func run() throws {
    try reporting.checkOutput(inputs: [])
    let format = Catalogs.PageFormat(rawValue: reporting.format) ?? .text
    try reporting.write(Catalogs.dialectPage(format, reporting.style()))
  }
}
