#!/usr/bin/env python3
"""Lets every single system call on the ledger's files go wrong, in each flow of a wallet.

A new ledger, the migration of an old one, authorizing, settling and every way that a policy can change run as a process of
their own on real files. Before each of their system calls, one run each, the process is killed; or the call fails with EIO or
ENOSPC; or a write is cut short (and the disk is full from then on, or the process killed); or everything fails from then on.
Afterwards a whole process reads what is there: whatever was promised is kept (I1, I10), budgets hold (I2), sums agree (I11),
the chain verifies (I12), an old ledger's rows are as they were, the flow can be done again, and the same purchase has the same
nonce (I5). A process that was not killed must have said what happened.

  tests/fault/syscalls.py --build build/ci --all
"""

import os
import shutil
import sqlite3
import time

import faults

OLD_LEDGER = os.path.join(os.path.dirname(__file__), "..", "fixtures", "ledger", "version_1.sql")
# Each begins where another ended; the first on nothing, the second on a ledger of version 1.
FLOWS = {"create": None, "migrate": None, "authorize": "create", "settle": "authorize", "policy": "settle"}
OF_PAYMENTS = ("number, agent, created_ms, purchase, generation, content, interface, method, url, host, path, scheme, network, "
               "asset, amount, pay_to, status, proof, verdict, code, reasons, nonce, digest, valid_before_seconds, tx")


def rows_of(path):
    """What version 1 kept, read without our own code."""
    database = sqlite3.connect(path)
    try:
        return (database.execute("SELECT * FROM (SELECT seq, at_ms, kind, payment, agent, body, hash, mac FROM events) "
                                 "WHERE seq <= 4 ORDER BY seq").fetchall(),
                database.execute(f"SELECT {OF_PAYMENTS} FROM payments ORDER BY number").fetchall())
    finally:
        database.close()


class Syscalls(faults.FlowRuns):
    def __init__(self, options, work):
        super().__init__(options, work, "till-flow")
        self.bases = {}
        for flow in ("create", "migrate"):
            self.bases[flow] = os.path.join(work, f"base-{flow}")
            os.mkdir(self.bases[flow])
        old = sqlite3.connect(os.path.join(self.bases["migrate"], "ledger.db"))
        with open(OLD_LEDGER, encoding="utf-8") as file:
            old.executescript(file.read())
        old.close()
        self.old_rows = rows_of(os.path.join(self.bases["migrate"], "ledger.db"))
        payments = self.old_rows[1]
        assert payments, "the old ledger has rows"
        self.old_promises = {f"signed {row[0]} {row[21]} {row[22]}" for row in payments if row[21]} | {"paused"}

    def one(self, flow, kind, call):
        folder = self.fresh(self.bases[flow])
        status, said = self.run_tried(folder, flow, TILL_FAULT=f"{kind}:{call}")
        where = f"{flow}, {kind} at call {call}"

        def wrong(text):
            self.faults.append(f"{where}: {text}")

        messages = [line for line in said if line.startswith("message ")]
        promises = {line for line in said if line.split()[0] not in ("message", "wrong", "refused")}
        if flow == "migrate":
            promises |= self.old_promises
        self.killed += status == faults.KILLED
        self.told += bool(messages)
        for line in said:
            if line.startswith("wrong "):
                wrong(line)
        if status not in (0, 3, faults.KILLED):
            wrong(f"it ended with {status}")
        if status == 3 and not messages or any(len(line) < len("message ") + 20 for line in messages):
            wrong(f"it failed and did not say how: {said}")
        if kind in ("kill", "torn") and status == faults.KILLED and messages:
            wrong("a dead process spoke")
        self.look(folder, flow, promises, wrong)
        again, said = self.run(folder, flow)
        if again != 0:
            wrong(f"it cannot be done again: {said}")
        promises |= {line for line in said if line.startswith("signed ")}
        signed = [line for line in promises if line.startswith("signed ")]
        if len({line.split()[2] for line in signed}) != len(signed) or (flow == "authorize" and len(signed) != 1):
            wrong(f"I5: one purchase, and these signatures left: {signed}")
        self.look(folder, flow, promises, wrong)

    def look(self, folder, flow, promises, wrong):
        status, said = self.run(folder, "check")
        for line in said:
            if line.startswith("wrong "):
                wrong(line)
        if status != 0 or not promises <= set(said):
            wrong(f"I1: promised and not kept: {sorted(promises - set(said))}")
        if flow == "migrate" and rows_of(os.path.join(folder, "ledger.db")) != self.old_rows:
            wrong("rows of the old ledger were changed")

    def end_of(self, flow):
        """The folder as the flow leaves it, for those that begin there."""
        if f"after-{flow}" not in self.bases:
            folder = os.path.join(self.work, f"after-{flow}")
            shutil.copytree(self.bases[flow], folder)
            status, said = self.run(folder, flow)
            assert status == 0, said
            self.bases[f"after-{flow}"] = folder
        return self.bases[f"after-{flow}"]


def main():
    options = faults.options_with(sample=100)
    started = time.monotonic()
    with faults.workspace("syscalls") as work:
        runs = Syscalls(options, work)
        for flow, before in FLOWS.items():
            if before:
                runs.bases[flow] = runs.end_of(before)
            if not options.flows or flow in options.flows:
                runs.every_fault(flow, runs.letters_of(flow, runs.bases[flow]))
    runs.end("syscalls", started)


if __name__ == "__main__":
    main()
