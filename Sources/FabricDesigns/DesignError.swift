package import FabricModel

/// Why a design or its faults cannot be made, with what to do about it.
package struct DesignError: Error, Hashable, Sendable {
  package var kind: Kind
  /// The file and line that said so, where there is one.
  package var origin: Origin?

  package enum Kind: Hashable, Sendable {
    case unknownDesign(String, known: [String])
    case unknownParameter(String, design: String, known: [String])
    case badValue(parameter: String, given: String, allowed: String)
    case conflict(parameter: String, other: String, reason: String)
    /// The text is not YAML.
    case notYAML(String)
    case unknownKey(String, known: [String])
    case duplicateKey(String)
    case missingKey(String)
    case wrongForm(key: String, expected: String)
    case badFaultList(String, reason: String)
    case unknownFault(String, known: [String])
    /// A fault needs a free port and the design cables every one.
    case noFreePort(fault: String)
    /// The design has nothing that could be wrong in this way.
    case faultNotApplicable(fault: String, design: String, lack: FaultLack)
    case tooManyFaults(fault: String, asked: Int, planted: Int)
  }

  package init(_ kind: Kind, origin: Origin? = nil) {
    self.kind = kind
    self.origin = origin
  }

  /// What is wrong, with the place in front where there is one.
  package var message: String {
    origin.map { "\($0): \(statement)" } ?? statement
  }

  private var statement: String {
    switch kind {
    case .unknownDesign(let name, _): "there is no design '\(name)'"
    case .unknownParameter(let name, let design, _):
      "\(design) has no parameter '\(name)'"
    case .badValue(let parameter, let given, let allowed):
      "\(parameter) is '\(given)', but \(allowed) is allowed"
    case .conflict(let parameter, let other, let reason):
      "\(parameter) does not go with \(other): \(reason)"
    case .notYAML(let problem): "this is not YAML: \(problem)"
    case .unknownKey(let key, _): "a design file has no key '\(key)'"
    case .duplicateKey(let key): "'\(key)' is given twice"
    case .missingKey(let key): "the key '\(key)' is missing"
    case .wrongForm(let key, let expected): "'\(key)' is not \(expected)"
    case .badFaultList(let text, let reason): "the faults '\(text)' cannot be read: \(reason)"
    case .unknownFault(let name, _): "there is no fault '\(name)'"
    case .noFreePort(let fault):
      "\(fault) needs a free port, but the design leaves no switch port free"
    case .faultNotApplicable(let fault, let design, let lack):
      "\(fault) needs \(lack.need), and this \(design) has none"
    case .tooManyFaults(let fault, let asked, let planted):
      "\(asked) faults of kind \(fault) are asked for, but only \(planted) fit beside the others"
    }
  }

  /// What to do next.
  package var nextStep: String {
    switch kind {
    case .unknownDesign(_, let known): "choose one of \(known.joined(separator: ", "))"
    case .unknownParameter(_, let design, let known):
      "choose among the parameters of \(design): \(known.joined(separator: ", "))"
    case .badValue(let parameter, _, let allowed): "give \(parameter) \(allowed)"
    case .conflict(let parameter, _, _): "leave out \(parameter)"
    case .notYAML: "compare the file with those in topologies/designs"
    case .unknownKey(_, let known): "use only the keys \(known.joined(separator: ", "))"
    case .duplicateKey(let key): "keep one '\(key)'"
    case .missingKey(let key): "add '\(key): ...'"
    case .wrongForm(let key, let expected): "write \(expected) after '\(key):'"
    case .badFaultList: "write faults as KIND=N, for example swap=5,missing=5"
    case .unknownFault(_, let known): "choose one of \(known.joined(separator: ", "))"
    case .noFreePort: "give every switch free ports, for example spare=2"
    case .faultNotApplicable(let fault, _, let lack): "\(lack.remedy), or leave out \(fault)"
    case .tooManyFaults(let fault, _, 0):
      "leave out \(fault), or take a larger design or more free ports with spare=N"
    case .tooManyFaults(_, _, let planted):
      "ask for at most \(planted), for a larger design, or for more free ports with spare=N"
    }
  }

  /// The same error with the line of the file that set the parameter, unless it was overridden.
  func located(in recipe: DesignRecipe, overrides: [String: String]) -> DesignError {
    let parameter: String
    switch kind {
    case .badValue(let name, _, _), .conflict(let name, _, _), .unknownParameter(let name, _, _):
      parameter = name
    default: return self
    }
    guard origin == nil, overrides[parameter] == nil else { return self }
    return DesignError(kind, origin: recipe.origins[parameter])
  }
}

extension DesignError: CustomStringConvertible {
  package var description: String { "\(message); \(nextStep)" }
}
