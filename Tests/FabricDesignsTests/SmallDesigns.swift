/// Small designs of every sort: balanced, oversubscribed, uneven, partial, with spare ports.
let smallDesigns: [(name: String, parameters: [String: String])] =
  [
    ("fat-tree", ["k": "2"]),
    ("fat-tree", ["k": "4"]),
    ("fat-tree", ["k": "6", "spare": "2"]),
    ("fat-tree", ["k": "8", "down": "6", "spine-down": "5"]),
    ("fat-tree", ["k": "8", "pods": "3", "spare": "1"]),
    ("fat-tree", ["k": "8", "pods": "3", "cores": "3"]),
    ("fat-tree", ["k": "8", "leaves": "3", "spines": "3", "spare": "2"]),
    ("fat-tree", ["k": "10", "down": "9", "spine-down": "1"]),
    ("fat-tree", ["k": "8", "tiers": "2"]),
    ("fat-tree", ["k": "8", "tiers": "2", "leaves": "5", "spines": "3", "spare": "3"]),
    ("leaf-spine", ["leaves": "1", "spines": "1", "hosts": "1"]),
    ("leaf-spine", ["leaves": "6", "spines": "4", "hosts": "40", "trunk": "3", "spare": "2"]),
    ("leaf-spine", ["leaves": "5", "spines": "3", "hosts": "7", "uplinks": "8", "spare": "2"]),
    ("leaf-spine", ["leaves": "70", "spines": "20", "hosts": "33", "uplink-speed": "800"]),
  ] + smallRailDesigns

/// Small designs whose hosts have several links.
let smallRailDesigns: [(name: String, parameters: [String: String])] = [
  ("rail-optimized", [:]),
  ("rail-optimized", ["rails": "4", "hosts": "8", "units": "3", "spare": "2"]),
  ("rail-optimized", ["rails": "3", "hosts": "5", "units": "4", "uplinks": "7", "spines": "3"]),
  ("rail-optimized", ["rails": "4", "hosts": "4", "units": "2", "meet": "apart"]),
  ("rail-optimized", ["rails": "2", "hosts": "6", "total-hosts": "15", "meet": "apart"]),
  ("rail-optimized", ["rails": "1", "hosts": "8", "units": "4", "tors": "2", "spare": "1"]),
  ("rail-optimized", ["rails": "4", "hosts": "6", "units": "2", "tors": "2", "meet": "apart"]),
  ("rail-optimized", ["rails": "2", "hosts": "8", "units": "3", "breakout": "4"]),
  (
    "rail-optimized",
    ["rails": "4", "hosts": "7", "total-hosts": "17", "breakout": "2", "uplink-speed": "800"]
  ),
  ("rail-optimized", ["rails": "2", "hosts": "10", "units": "2", "breakout": "8", "speed": "100"]),
  ("rail-optimized", ["tiers": "3", "rails": "2", "hosts": "4", "units": "2", "pods": "4"]),
  (
    "rail-optimized",
    [
      "tiers": "3", "rails": "2", "hosts": "3", "units": "3", "total-hosts": "23", "spare": "2",
      "meet": "apart",
    ]
  ),
  (
    "rail-optimized",
    [
      "tiers": "3", "rails": "4", "hosts": "4", "units": "2", "pods": "3", "uplinks": "2",
      "spine-uplinks": "3", "cores": "2",
    ]
  ),
  ("multi-plane", [:]),
  ("multi-plane", ["planes": "8", "hosts": "12", "units": "3", "speed": "100", "spare": "1"]),
  ("multi-plane", ["planes": "2", "rails": "4", "hosts": "4", "units": "4", "uplinks": "2"]),
  ("multi-plane", ["planes": "3", "rails": "2", "hosts": "5", "total-hosts": "12"]),
  (
    "multi-plane",
    ["planes": "2", "tiers": "3", "rails": "2", "hosts": "3", "units": "2", "pods": "3"]
  ),
  (
    "multi-plane",
    ["planes": "4", "tiers": "3", "hosts": "4", "units": "3", "total-hosts": "29", "spare": "1"]
  ),
]
