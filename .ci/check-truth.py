#!/usr/bin/env python3
"""Holds the findings of `plumbline verify --format json` against the truth of `plumbline generate`.

    check-truth.py [--observed] TRUTH REPORT

Every act that the plan can show is exactly one finding, all others are at most one, and there is
nothing else. A finding is at its act's place when its ports are ports of the act. With --observed the
faults were planted in what was seen on the floor: then every act is exactly one finding under its own
rule, and the findings account for all differences that the comparison has counted.
"""
import json
import sys

is_observed = sys.argv[1] == "--observed"
truth_file, report_file = sys.argv[-2:]
truth = json.load(open(truth_file))["acts"]
report = json.load(open(report_file))
findings = report["findings"]

# What the floor shows of an act. Cables at one device in turn have a name of their own.
rules = {
    "swap": {"MW301", "MW201", "MW202"},
    "cycle": {"MW302", "MW305", "MW301"},
    # A host without its only cable is not in the observation at all.
    "missing": {"MW101", "MW106"},
    "wrong-port": {"MW330"},
    "wrong-switch": {"MW103"},
    "extra": {"MW102"},
    "slow": {"MW105"},
    "shift": {"MW304", "MW103", "MW330"},
    "reversed-bundle": {"MW306", "MW301"},
    "odd-even": {"MW307", "MW301"},
    "exchanged-devices": {"MW310"},
    "dead-device": {"MW320", "MW106"},
}


def places(act):
    ports = set(act["ports"])
    for links in (act["links"]["planned"], act["links"]["observed"]):
        for link in links:
            ports.update(link.split("--"))
    return ports


found = [0] * len(truth)
problems = []
for finding in findings:
    ports = set(finding["ports"])
    owners = [i for i, act in enumerate(truth) if ports and ports <= places(act)]
    if not owners:
        devices = set(finding["devices"])
        owners = [i for i, act in enumerate(truth) if devices and devices & set(act["devices"])]
    if len(owners) != 1:
        problems.append(f"{finding['code']} {finding['message']}: {len(owners)} acts explain it")
    for owner in owners[:1]:
        found[owner] += 1
        kind = truth[owner]["kind"]
        if is_observed and kind in rules and finding["code"] not in rules[kind]:
            problems.append(f"{kind} was taken for {finding['code']} {finding['message']}")
for count, act in zip(found, truth):
    if count > 1 or ((is_observed or act["visibleInPlan"]) and count == 0):
        problems.append(f"{act['kind']} at {', '.join(act['ports'])}: {count} findings")
if is_observed:
    counts = report["comparison"]
    words = ("missing", "unexpected", "misconnected", "duplicate", "different")
    differences = sum(counts[word] for word in words)
    accounted = sum(finding.get("accountsFor", 0) for finding in findings)
    if differences != accounted:
        problems.append(f"{accounted} of {differences} differences are accounted for")
for problem in problems:
    print(problem)
visible = len(truth) if is_observed else sum(act["visibleInPlan"] for act in truth)
where = "on the floor" if is_observed else "in the plan"
print(f"{len(truth)} acts, {visible} visible {where}, {len(findings)} findings, "
      f"{len(problems)} problems")
sys.exit(1 if problems else 0)
