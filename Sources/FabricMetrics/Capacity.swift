package import FabricModel

/// What a fabric can carry: every number with what proves it.
package struct Capacity: Sendable, Hashable {
  /// W: the capacity of all host ports that are cabled to a switch, per direction.
  package var hostBandwidth: Gbps
  package var bisection: Bisection
  package var oversubscription: Oversubscription
  /// Between any halves of the ports, wherever they are: what one rail can send to another. 0 for
  /// rails and planes that share no switch; nil where hosts have one port.
  package var crossRail: Bisection?

  package init(
    hostBandwidth: Gbps, bisection: Bisection, oversubscription: Oversubscription,
    crossRail: Bisection? = nil
  ) {
    self.hostBandwidth = hostBandwidth
    self.bisection = bisection
    self.oversubscription = oversubscription
    self.crossRail = crossRail
  }
}

/// The least capacity over all cuts into two halves of the hosts, as a proven interval.
///
/// NP-hard in general, so a bare number would be a guess: `lower` is certified by a flow, `upper`
/// is the value of a cut that is named.
package struct Bisection: Sendable, Hashable {
  package var lower: Gbps
  package var upper: Gbps
  /// W/2: what a fabric without a bottleneck has.
  package var full: Gbps
  package var lowerMethod: String
  package var upperMethod: String
  package var witness: Witness

  /// The cut behind `upper`.
  package struct Witness: Sendable, Hashable {
    package var crossingLinks: Int
    /// Host capacity on either side.
    package var sideHosts: [Gbps]
    /// `side[s]` for every switch, in the order of the switch graph's vertices.
    package var side: [Bool]
    /// Which hosts are where; nil where hosts have one port and are on the side of their switch but
    /// for the surplus of one side.
    package var hosts: HostSides?
    /// Links between a host and a switch on the other side.
    package var crossingHostLinks = 0

    package init(crossingLinks: Int, sideHosts: [Gbps], side: [Bool]) {
      self.crossingLinks = crossingLinks
      self.sideHosts = sideHosts
      self.side = side
    }
  }

  /// Hosts with several ports, whole.
  package struct HostSides: Sendable, Hashable {
    /// Those on the side of the switches whose `side` is true, in order.
    package var inside: [DeviceID]
    /// The middle one of an odd number of equal hosts, half on either side.
    package var divided: DeviceID?
  }

  package init(
    lower: Gbps, upper: Gbps, full: Gbps, lowerMethod: String, upperMethod: String,
    witness: Witness
  ) {
    self.lower = lower
    self.upper = upper
    self.full = full
    self.lowerMethod = lowerMethod
    self.upperMethod = upperMethod
    self.witness = witness
  }

  package var isExact: Bool { lower == upper }
  /// Nil where there is no host bandwidth to speak of.
  package var ratioLower: Ratio? { Ratio(lower, full) }
  package var ratioUpper: Ratio? { Ratio(upper, full) }
}

/// Downlink to uplink capacity, by tier and by group. Section and letter: what comes from below
/// over what leaves upwards, in Gb/s, never in counts of ports.
package struct Oversubscription: Sendable, Hashable {
  /// (W/2)/upper and (W/2)/lower of the bisection; nil where that bound is 0.
  package var fabricLower: Ratio?
  package var fabricUpper: Ratio?
  /// From the leaves upwards, without the top tier.
  package var tiers: [TierRow]
  package var groups: [GroupRow]

  package struct TierRow: Sendable, Hashable {
    package var tier: Int
    package var name: String
    package var down: Gbps
    package var up: Gbps
    /// Nil where nothing leads upwards.
    package var ratio: Ratio?
    package var worstDevice: String
    /// Nil where the worst device has no uplink at all.
    package var worstRatio: Ratio?
    /// Whether all devices of the tier have the same ratio.
    package var isEven: Bool

    package init(
      tier: Int, name: String, down: Gbps, up: Gbps, ratio: Ratio?, worstDevice: String,
      worstRatio: Ratio?, isEven: Bool
    ) {
      self.tier = tier
      self.name = name
      self.down = down
      self.up = up
      self.ratio = ratio
      self.worstDevice = worstDevice
      self.worstRatio = worstRatio
      self.isEven = isEven
    }
  }

  package struct GroupRow: Sendable, Hashable {
    package enum Kind: String, Sendable { case pod, rail, plane }
    package var kind: Kind
    package var name: String
    /// Host capacity inside a pod; half of what the hosts of a rail or plane send into it.
    package var down: Gbps
    /// Capacity that leaves a pod; nothing leaves a rail or plane, so there it is what is proven to
    /// cross between two halves of its hosts.
    package var up: Gbps
    package var ratio: Ratio?
    /// Of a rail or plane as a fabric of its own.
    package var bisection: Bisection?

    package init(kind: Kind, name: String, down: Gbps, up: Gbps, ratio: Ratio?) {
      self.kind = kind
      self.name = name
      self.down = down
      self.up = up
      self.ratio = ratio
    }
  }

  package init(fabricLower: Ratio?, fabricUpper: Ratio?, tiers: [TierRow], groups: [GroupRow]) {
    self.fabricLower = fabricLower
    self.fabricUpper = fabricUpper
    self.tiers = tiers
    self.groups = groups
  }
}
