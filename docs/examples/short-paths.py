#!/usr/bin/env python3
"""Leaves out what came over more than five ASes: exec -LR -A python3 -u short-paths.py"""
import json
import sys


def length(path):
    # A set counts once (RFC 4271 9.1.2.2), and so does each AS of a sequence.
    return len(path)


for line in sys.stdin:
    message = json.loads(line)
    if message[3] == "UPDATE":
        path = message[4].get("attrs", {}).get("ASPATH", {}).get("value", [])
        if length(path) > 5:
            print("left out", message[4].get("reach"), file=sys.stderr)
            continue
    sys.stdout.write(line)
    sys.stdout.flush()
