#!/usr/bin/env python3
"""Holds the findings of `plumbline verify --format json` against the truth of `plumbline generate`.

Every act that the plan can show is exactly one finding, all others are at most one, and there is
nothing else. A finding is at its act's place when its ports are ports of the act.
"""
import json
import sys

truth = json.load(open(sys.argv[1]))["acts"]
findings = json.load(open(sys.argv[2]))["findings"]


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
for count, act in zip(found, truth):
    if count > 1 or (act["visibleInPlan"] and count == 0):
        problems.append(f"{act['kind']} at {', '.join(act['ports'])}: {count} findings")
for problem in problems:
    print(problem)
visible = sum(act["visibleInPlan"] for act in truth)
print(f"{len(truth)} acts, {visible} visible in the plan, {len(findings)} findings, "
      f"{len(problems)} problems")
sys.exit(1 if problems else 0)
