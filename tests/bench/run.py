#!/usr/bin/env python3
"""Measures what the design calls fast (benchmarks.md), each figure in turn with what it is compared with.

  tests/bench/run.py --bin build/release/bin [--seconds 5] [--rounds 3]

Needs the packages of tests/interop (npm) for the official client. Prints one line of JSON for each figure: name,
value, unit, ratio, comparedWith. Nothing here passes or fails.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "harness"))
from till import Till  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))

# A realistic policy: 8 rules, 4 budgets, with room for the whole measurement.
POLICY = {
    "version": 1, "name": "bench", "default": "allow", "perPaymentUsd": "2.00",
    "rules": [
        {"name": "no casinos", "verdict": "deny", "when": {"hosts": ["*.casino.test"]}},
        {"name": "no admin paths", "verdict": "deny", "when": {"paths": ["/admin/*"]}},
        {"name": "above five", "verdict": "deny", "when": {"amount": {"above": "5.00"}}},
        {"name": "above one", "verdict": "ask", "when": {"amount": {"above": "1.00"}}},
        {"name": "posts elsewhere", "verdict": "ask", "when": {"methods": ["POST"], "hosts": ["*.other.test"]}},
        {"name": "by proxy", "verdict": "ask", "when": {"interfaces": ["proxy"]}},
        {"name": "price jumps", "verdict": "ask", "when": {"price": {"differsByPercent": 50}}},
        {"name": "the shop", "verdict": "allow", "when": {"hosts": ["api.example.com"]}},
    ],
    "budgets": [
        {"name": "day", "limit": {"usd": "1000000.00"}, "window": {"calendar": "day"}},
        {"name": "month", "limit": {"usd": "9000000.00"}, "window": {"calendar": "month"}},
        {"name": "hour by host", "limit": {"usd": "1000000.00"}, "window": {"rollingSeconds": 3600}, "per": ["host"]},
        {"name": "minute", "limit": {"payments": 100000000}, "window": {"rollingSeconds": 60}},
    ],
}


def disk_sync_us(directory, count=400):
    """Median of one fdatasync after overwriting 4 KiB in place: what one durable commit costs at least."""
    path = os.path.join(directory, "sync-probe")
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    block = os.urandom(4096)
    os.write(file, block)
    os.fsync(file)
    times = []
    for _ in range(count):
        begun = time.perf_counter()
        os.pwrite(file, block, 0)
        os.fdatasync(file)
        times.append((time.perf_counter() - begun) * 1e6)
    os.close(file)
    os.unlink(path)
    return statistics.median(times)


def run_json(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, check=True, **more)
    return json.loads(done.stdout.strip().splitlines()[-1])


def report(name, value, unit, ratio=None, compared=None):
    print(json.dumps({"name": name, "value": value, "unit": unit, "ratio": ratio, "comparedWith": compared}), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--node", default=shutil.which("node"))
    options = parser.parse_args()
    bin_dir = os.path.abspath(options.bin)

    till = Till(bin_dir)
    till.start(unlock=False)
    till.create_vault()
    tokens = [till.add_agent(f"bench-{each}", POLICY)["token"] for each in range(16)]
    seconds = str(options.seconds)

    def load(connections):
        return run_json([f"{bin_dir}/till-load", till.host, str(till.port), str(connections), seconds],
                        input="\n".join(tokens) + "\n")

    client = os.path.join(HERE, "official_client", "payloads.mjs")
    has_client = options.node and os.path.isdir(os.path.join(HERE, "..", "interop", "node_modules"))
    figures = {1: [], 16: [], 64: [], "alone": [], "official": [], "sync": []}
    load(16)  # warm-up, not counted
    for _ in range(options.rounds):
        figures["sync"].append(disk_sync_us(till.directory))
        figures[1].append(load(1))
        figures["alone"].append(run_json([f"{bin_dir}/till-sign-alone", seconds])["perSecond"])
        figures[16].append(load(16))
        if has_client:
            figures["official"].append(run_json([options.node, client, seconds])["value"])
        figures[64].append(load(64))
    till.stop()

    alone = statistics.median(figures["alone"])
    official = statistics.median(figures["official"]) if figures["official"] else None
    report("libsecp256k1 alone, one core", alone, "signatures/s")
    if official:
        report("official TypeScript client, key in process", round(official), "payloads/s")
    for connections in (16, 64):
        rate = statistics.median(each["perSecond"] for each in figures[connections])
        report(f"durable authorizations, {connections} connections", rate, "1/s", round(rate / alone, 2),
               "libsecp256k1 alone")
        if official:
            report(f"durable authorizations, {connections} connections", rate, "1/s", round(rate / official, 1),
                   "official client")
        report(f"latency p50, {connections} connections",
               statistics.median(each["p50us"] for each in figures[connections]), "us")
        report(f"latency p99, {connections} connections",
               statistics.median(each["p99us"] for each in figures[connections]), "us")
    sync = statistics.median(figures["sync"])
    p50 = statistics.median(each["p50us"] for each in figures[1])
    report("fdatasync p50 of this disk", round(sync), "us")
    report("added latency of one, p50", p50, "us", round(p50 - sync), "us above fdatasync")
    report("added latency of one, p99", statistics.median(each["p99us"] for each in figures[1]), "us",
           round(statistics.median(each["p99us"] for each in figures[1]) / p50, 1), "p50")


if __name__ == "__main__":
    main()
