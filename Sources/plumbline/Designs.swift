internal import ArgumentParser
internal import PlumblineKit

/// What can be generated?
struct Designs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Designs with their parameters, presets, and faults to plant.",
    discussion: """
      plumbline designs
      plumbline designs --format json
      """)

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    try reporting.validate(formats: Catalogs.PageFormat.allCases.map(\.rawValue))
  }

  func run() throws {
    try reporting.checkOutput(inputs: [])
    let format = Catalogs.PageFormat(rawValue: reporting.format) ?? .text
    try reporting.write(Catalogs.designPage(format, reporting.style()))
  }
}
