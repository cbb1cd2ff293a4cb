#!/usr/bin/env python3
"""Lets every single system call on the ledger's files go wrong, in each flow of a wallet.

Migration, authorizing, settling and a change of settings run as a process of their own on real files; before each of their
system calls, one run each, the process is killed, or the call fails with EIO or ENOSPC, or a write is cut short (and the disk
is full from then on), or cut short and the process killed. Afterwards a whole process reads what is there: whatever was
promised is kept (I1, I10), budgets hold (I2), sums agree (I11), the chain verifies (I12), the flow can be done again, and the
same purchase has the same nonce (I5). A process that was not killed must have said what happened.

  tests/fault/syscalls.py --flow build/ci/tests/till-flow --shim build/ci/tests/libtill_fault_shim.so
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

FLOWS = ["migrate", "authorize", "settle", "policy"]  # each begins where the one before ended
# By what the call is: a write, another that may find the disk full, the rest.
KINDS = {"w": ["kill", "torn", "eio", "enospc", "short"], "s": ["kill", "eio", "enospc"], "r": ["kill", "eio"]}
KILLED = -9


class Runs:
    def __init__(self, flow, shim, work):
        self.flow, self.shim, self.work = os.path.abspath(flow), os.path.abspath(shim), work
        self.faults, self.runs, self.told, self.killed = [], 0, 0, 0

    def run(self, folder, flow, **variables):
        environment = dict(os.environ)
        if variables:
            environment |= {"LD_PRELOAD": self.shim, "TILL_FAULT_DIR": folder, **variables}
        done = subprocess.run([self.flow, folder, flow], env=environment, capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout.splitlines()

    def calls_of(self, base, flow):
        folder, count = self.fresh(base), os.path.join(self.work, "count")
        status, said = self.run(folder, flow, TILL_FAULT_COUNT=count)
        assert status == 0, said
        with open(count, encoding="ascii") as file:
            return file.read()

    def fresh(self, base):
        folder = os.path.join(self.work, f"wallet-{threading.get_ident()}")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(base, folder)
        return folder

    def one(self, base, flow, kind, call):
        self.runs += 1
        folder = self.fresh(base)
        status, said = self.run(folder, flow, TILL_FAULT=f"{kind}:{call}")
        where = f"{flow}, {kind} at call {call}"

        def wrong(text):
            self.faults.append(f"{where}: {text}")

        messages = [line for line in said if line.startswith("message ")]
        promises = {line for line in said if line.split()[0] in ("signed", "settled", "agents", "paused")}
        self.killed += status == KILLED
        self.told += bool(messages)
        for line in said:
            if line.startswith("wrong "):
                wrong(line)
        if status not in (0, 3, KILLED):
            wrong(f"it ended with {status}")
        if status == 3 and not messages or any(len(line) < len("message ") + 20 for line in messages):
            wrong(f"it failed and did not say how: {said}")
        if kind in ("kill", "torn") and status == KILLED and messages:
            wrong("a dead process spoke")
        self.look(folder, promises, wrong)
        again, said = self.run(folder, flow)
        if again != 0:
            wrong(f"it cannot be done again: {said}")
        promises |= {line for line in said if line.startswith("signed ")}
        signed = [line for line in promises if line.startswith("signed ")]
        if len({line.split()[2] for line in signed}) != len(signed) or (flow == "authorize" and len(signed) != 1):
            wrong(f"I5: one purchase, and these signatures left: {signed}")
        self.look(folder, promises, wrong)

    def look(self, folder, promises, wrong):
        status, said = self.run(folder, "check")
        for line in said:
            if line.startswith("wrong "):
                wrong(line)
        if status != 0 or not promises <= set(said):
            wrong(f"I1: promised and not kept: {sorted(promises - set(said))}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--flow", required=True)
    parser.add_argument("--shim", required=True)
    options = parser.parse_args()
    # In memory where there is such a place: what counts is the order of calls, not the disk.
    fast = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    started = time.monotonic()
    calls = {}
    with tempfile.TemporaryDirectory(prefix="till-syscalls-", dir=fast) as work:
        runs = Runs(options.flow, options.shim, work)
        base = os.path.join(work, "base")
        os.mkdir(base)
        for flow in FLOWS:
            calls[flow] = runs.calls_of(base, flow)
            todo = [(kind, call) for call, letter in enumerate(calls[flow], 1) for kind in KINDS[letter]]
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                list(pool.map(lambda each, name=flow: runs.one(base, name, *each), todo))
            status, said = runs.run(base, flow)
            assert status == 0, said
    for fault in runs.faults[:20]:
        print(fault)
    print(json.dumps({"name": "syscalls", "calls": {flow: len(letters) for flow, letters in calls.items()}, "runs": runs.runs, "killed": runs.killed, "told": runs.told,
                      "faults": len(runs.faults), "seconds": round(time.monotonic() - started, 1)}))
    is_real = runs.killed > 100 and runs.told > 100 and min(map(len, calls.values())) > 20
    sys.exit(0 if is_real and not runs.faults else 1)


if __name__ == "__main__":
    main()
