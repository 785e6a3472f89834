package import FabricModel

/// One act of one hand.
package struct WorkStep: Hashable, Sendable {
  package enum Action: String, Sendable, CaseIterable {
    /// One end of a cable leaves a port and enters another.
    case move
    case unplug
    case plug
    /// A device gets another name; no cable is touched.
    case rename
    /// The plan takes over what is there; nothing is touched.
    case adopt
  }

  package enum End: String, Sendable { case a, b }

  /// From 1, in the order in which the steps are done.
  package var number: Int32
  package var action: Action
  /// The row in `WorkOrder.cables`, or -1.
  package var cable: Int32 = -1
  package var end: End?
  /// Ports of the alignment, -1 for what does not apply.
  package var from: Int32 = -1
  package var to: Int32 = -1
  /// The port of the cable's other end after this step; -1 while that end is loose, or not plugged yet.
  package var stays: Int32 = -1
  /// The step that handles what this one leaves: the plug that is held in the hand, or the other end of
  /// a cable that is new or goes. 0 for none.
  package var partner: Int32 = 0
  /// For `rename`: the name that a device has, and the one that it gets.
  package var oldName = ""
  package var newName = ""
  /// Steps that have to be done before.
  package var after: [Int32] = []
  package var batch: Int32 = 0
  /// Whether traffic has to be taken off first: the device loses more uplinks than it may.
  package var drain = false
  /// What is left to say, such as what differs where the plan is changed.
  package var remark = ""
  /// The id of the finding that it puts right; empty for none.
  package var finding = ""
  /// The other legs of a plug that has several: they go wherever the first one goes.
  package var legs: [Leg] = []

  /// A leg of a split cable, with the same meanings as in the step.
  package struct Leg: Hashable, Sendable {
    package var cable: Int32
    package var from: Int32
    package var to: Int32
    package var stays: Int32 = -1

    package init(cable: Int32, from: Int32, to: Int32) {
      self.cable = cable
      self.from = from
      self.to = to
    }
  }

  package init(_ number: Int32, _ action: Action) {
    self.number = number
    self.action = action
  }
}

/// A cable that a work order touches.
package struct WorkCable: Hashable, Sendable {
  /// Its label where no other cable has it, else its ends; `new-1`, `new-2` … for one that is new.
  package var name: String
  /// The row of the current fabric, `.none` for a new cable.
  package var current: LinkID
  /// The row of the desired fabric that it becomes, `.none` for one that goes.
  package var desired: LinkID

  package init(name: String = "", current: LinkID = .none, desired: LinkID = .none) {
    self.name = name
    self.current = current
    self.desired = desired
  }

  package var isNew: Bool { current.isNone }
  package var isRemoved: Bool { desired.isNone }
}

/// What is not done, with the reason, or has to be known beside the steps.
package struct WorkNote: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A device to look at: its cables were not judged, or are not the cause.
    case verify
    /// What the plan itself gets wrong: for the designer.
    case plan
    /// A cable gets another label.
    case relabel
    /// A cable that stays does not fit what is planned in its place.
    case fit
    /// A setting that is not as planned, with the right cable in the right ports.
    case setting
  }

  package var kind: Kind
  /// The device or cable.
  package var subject: String
  /// Lower case, no full stop.
  package var text: String
  /// Planned cables that are not worked on because of it.
  package var cables: Int
  /// The device to go to, a row of the alignment; -1 where it is about none or several.
  package var device: Int32 = -1
  package var finding: String

  package init(
    _ kind: Kind, subject: String, text: String, cables: Int = 0, finding: String = ""
  ) {
    self.kind = kind
    self.subject = subject
    self.text = text
    self.cables = cables
    self.finding = finding
  }
}

/// Cables to take along.
package struct Spare: Hashable, Sendable {
  /// Empty where the plan does not say.
  package var medium: String
  package var length: Meters?
  package var count: Int

  package init(medium: String, length: Meters?, count: Int) {
    self.medium = medium
    self.length = length
    self.count = count
  }
}
