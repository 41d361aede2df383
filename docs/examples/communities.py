#!/usr/bin/env python3
"""Marks what is announced with a community: exec -LR -A python3 -u communities.py"""
import json
import sys

MARK = "64500:666"

for line in sys.stdin:
    message = json.loads(line)
    direction, number, time, kind, body, meta = message
    if kind == "UPDATE" and ("reach" in body or "MP_REACH" in body.get("attrs", {})):
        old = body["attrs"].get("COMMUNITY", {"flags": "OT", "value": []})
        body["attrs"]["COMMUNITY"] = {"flags": old["flags"], "value": old["value"] + [MARK]}
    print(json.dumps(message), flush=True)
