internal import Findings
internal import Reports

/// The rules as pages to read, and as codes to select.
public enum RuleBook {
  /// The page of one rule, or nil where there is none of this code or name.
  public static func page(of code: String, _ style: ReportStyle) -> [UInt8]? {
    rule(code).map { RulePage.text(of: $0, style.options) }
  }

  /// The table of all rules.
  public static func table(_ style: ReportStyle) -> [UInt8] {
    RulePage.table(of: Verification.rules, style.options)
  }

  /// One rule, or all of them, as JSON; nil where there is none of this code or name.
  public static func json(of code: String?) -> [UInt8]? {
    guard let code else { return RulePage.json(of: Verification.rules) }
    return rule(code).map { RulePage.json(of: [$0]) }
  }

  /// What is wrong with a code for `explain`.
  public static func problem(with code: String) -> String? {
    guard rule(code) == nil else { return nil }
    let families = Verification.rules.filter { $0.code.description.hasPrefix(code.uppercased()) }
    if !code.isEmpty, let first = families.first {
      return "'\(code)' is the beginning of \(families.count) codes, the first is \(first.code)"
    }
    return "there is no rule '\(code)'" + suggestion(code)
  }

  /// What is wrong with the codes of `--select` or `--ignore`, each a rule's name or the beginning
  /// of its code. A typing error that selected nothing would pass any plan.
  public static func problem(withSelection codes: [String]) -> String? {
    for code in codes where !Verification.rules.contains(where: { matches(code, $0) }) {
      return "no rule begins with '\(code)'" + suggestion(code)
    }
    return nil
  }

  /// Whether these lists leave no rule at all.
  public static func isEmpty(select: [String], ignore: [String]) -> Bool {
    !Verification.rules.contains { rule in
      (select.isEmpty || select.contains { matches($0, rule) })
        && !ignore.contains { matches($0, rule) }
    }
  }

  /// The candidate that is written most like `text`, as the end of a sentence: `; did you mean …?`
  public static func suggestion(for text: String, in candidates: [String]) -> String {
    Suggestion.nearest(to: text, in: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  private static func suggestion(_ code: String) -> String {
    suggestion(
      for: code, in: Verification.rules.map(\.code.description) + Verification.rules.map(\.name))
  }

  private static func rule(_ text: String) -> Rule? {
    Verification.rules.first {
      $0.code.description == text.uppercased() || $0.name == text.lowercased()
    }
  }

  private static func matches(_ text: String, _ rule: Rule) -> Bool {
    !text.isEmpty
      && (rule.code.description.hasPrefix(text.uppercased()) || rule.name == text.lowercased())
  }
}
