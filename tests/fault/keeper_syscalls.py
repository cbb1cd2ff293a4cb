#!/usr/bin/env python3
"""Lets every single system call of the real till-keeper on its own files go wrong, while clients go through everything.

The keeper starts and makes a vault, an account and an agent; or it starts, is unlocked, authorizes, settles, changes a policy
and pauses. One of its system calls is its last, or fails, or is cut short (as in syscalls.py). Each answer that a client got is
held against what a new keeper finds afterwards: the vault opens and has its accounts, no signature without its row (I1), the
budget holds (I2), the same purchase has the same nonce and bytes (I5), what was settled, changed and paused is so (I10), sums
agree (I11), the ledger verifies (I12), nothing is frozen. An answer that is an error says what happened and what became of the
money, and after a call that failed once it says "no" for what was never signed; a keeper that does not start says why.

  tests/fault/keeper_syscalls.py --build build/ci --all
"""

import os
import signal
import sys
import time

import faults
from clients import CALLER, LIMIT, PASSPHRASE, Buyer, Founder, pay_frame, policy

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "harness"))
from keeper import Gone, KeeperProcess  # noqa: E402

LIVE = ("authorized", "settled", "unknown", "expired")


class KeeperSyscalls(faults.Runs):
    def __init__(self, options, work):
        super().__init__(options, work)
        self.keeper = os.path.abspath(f"{options.build}/bin/till-keeper")
        self.tried = self.faulty(self.keeper)
        self.token = None
        self.flows = {"found": (self.new_folder("empty"), Founder, self.found_as_promised),
                      "buy": (self.new_folder("founded"), Buyer, self.bought_as_promised)}

    def new_folder(self, name):
        folder = os.path.join(self.work, name)
        os.mkdir(folder, 0o700)
        return folder

    def letters_of(self, flow):
        """The calls when nothing goes wrong; what the flow gives then is what others are held against."""
        count = os.path.join(self.work, "count")
        _, keeper, client = self.go(flow, self.tried, TILL_FAULT_COUNT=count)
        assert keeper.end() == 0 and not client.wrong and not client.errors, (client.wrong, client.errors, keeper.said)
        if flow == "found":
            assert len(client.addresses) == 3 and client.token
        else:
            assert client.nonce and client.is_settled and client.is_paused and sorted(client.versions) == [2, 3]
            self.nonce = client.nonce
        return self.counted(count)

    def advance(self):
        """From the first day to the days after, with a keeper that is well."""
        base = self.flows["buy"][0]
        keeper = KeeperProcess(self.keeper, base)
        founder = Founder(keeper, None)
        founder.go()
        assert keeper.end() == 0, keeper.said
        self.token = founder.token

    def go(self, flow, program, **variables):
        """A client's whole way, on a copy of the flow's folder, with a keeper under the shim that may die on it."""
        base, client_type, _ = self.flows[flow]
        folder = self.fresh(base)
        keeper = KeeperProcess(program, folder, {"LD_PRELOAD": self.shim, "TILL_FAULT_DIR": folder, **variables})
        client = client_type(keeper, self.token)
        try:
            if keeper.started:
                client.go()
        except Gone:
            pass
        return folder, keeper, client

    def one(self, flow, kind, call):
        folder, keeper, client = self.go(flow, self.tried, TILL_FAULT=f"{kind}:{call}")
        # Calls at its own end are reached when it is asked to end; every other time it has no chance to.
        is_asked = kind in ("kill", "torn") or call % 2 == 0
        status = keeper.end(signal.SIGTERM if is_asked else signal.SIGKILL)
        found = list(client.wrong)
        self.killed += status == faults.KILLED and kind in ("kill", "torn")
        self.told += bool(client.errors) or not keeper.started and bool(keeper.said)
        if status not in (0, faults.KILLED) and (status != 1 or keeper.started):
            found.append(f"it ended with {status}: {keeper.said}")
        if not keeper.started and status != faults.KILLED and len(keeper.said) < 40:
            found.append(f"it did not start and did not say why: {keeper.said}")
        try:
            found += self.look(folder, client, self.flows[flow][2])
        except (AssertionError, Gone, KeyError) as fault:
            found.append(f"afterwards: {fault!r}")
        # One call that fails leaves a ledger that can be read again, and then it is known what was signed.
        if kind == "eio" and client.unsure:
            found.append(f"nothing was signed, and it does not say that no money moved: {client.unsure}")
        self.faults += [f"{flow}, {kind} at call {call}: {text}" for text in found]

    def look(self, folder, client, as_promised):
        """What a new keeper finds, held against what was promised."""
        keeper = KeeperProcess(self.keeper, folder)
        if not keeper.started:
            return [f"no keeper starts any more: {keeper.said}"]
        try:
            return list(as_promised(keeper, client))
        finally:
            keeper.end(signal.SIGTERM)

    def found_as_promised(self, keeper, client):
        owner = keeper.admin()
        if owner.get("status")["vault"] == "none":
            if client.has_vault:
                yield "the vault is gone"
            again = Founder(keeper, None)
            again.go()
            yield from again.wrong + again.errors
            return
        owner.get("unlock", passphrase=PASSPHRASE)
        addresses = {account["address"] for account in owner.get("account.list")["accounts"]}
        if not client.addresses <= addresses:
            yield f"promised {client.addresses}, there are {addresses}"
        if not owner.get("payments.verify")["ok"]:
            yield "I12: the ledger does not verify"
        if client.token:
            keeper.gateway.get("agent.self", token=client.token, caller=CALLER)
        more = owner.get("agent.add", name="other", policy=policy("1.00"), privateHosts=[], tags=[], passphrase=PASSPHRASE)
        if more["agent"]["address"] in addresses:
            yield "a new agent has the account of another"

    def bought_as_promised(self, keeper, client):
        owner = keeper.admin()
        status = owner.get("status")
        if status["vault"] != "locked" or client.is_paused and not status["paused"]:
            yield f"I10: promised locked and paused: {status}"
        if status["paused"] and not client.has_asked_pause:
            yield "it is paused and nobody asked for it"
        owner.get("unlock", passphrase=PASSPHRASE)
        verified, status = owner.get("payments.verify"), owner.get("status")
        if not verified["ok"] or status["integrity"] != "ok":
            yield f"I12: {verified} {status['integrity']}"
        rows = owner.get("payments.list", limit=25)["payments"]
        live = sum(int(row["amount"]) for row in rows if row["status"] in LIVE)
        signed = {(row["nonce"], row["digest"]): row for row in rows if row["nonce"]}
        if live > LIMIT or len(signed) > 1:
            yield f"I2: {live} is live of {LIMIT}"
        if client.nonce and (client.nonce, client.digest) not in signed:
            yield "I1: signed without a row"
        elif client.is_settled and signed[client.nonce, client.digest]["proof"] != "proven":
            yield "I10: a proof that was taken is lost"
        if any(nonce != self.nonce for nonce, _ in signed) or client.nonce not in (None, self.nonce):
            yield "I5: another nonce for the same purchase"
        used = keeper.gateway.get("agent.self", token=self.token, caller=CALLER)["budgets"][0]["used"]
        if used != f"{live / 1e6:.2f}":
            yield f"I11: the budget counts {used}, the rows say {live}"
        versions = {version["version"] for version in owner.get("policy.history", policy="bot")["versions"]}
        if not set(client.versions) <= versions:
            yield f"I10: promised {client.versions}, there are {versions}"
        yield from self.asked_again(keeper, owner, client)

    def asked_again(self, keeper, owner, client):
        owner.get("resume")
        again = keeper.gateway.get("pay", **pay_frame(self.token, "k1"))
        if again["status"] not in ("authorized", "settled") or again["joined"] < bool(client.nonce):
            yield f"I5: asked again, and the answer is {again['status']} {again['code']}"
        elif again["authorization"]["nonce"] != self.nonce:
            yield "I5: another nonce for the same purchase"
        elif client.header and again["headers"] and again["headers"][0]["value"] != client.header:
            yield "I5: other bytes for the same purchase"
        more = keeper.gateway.get("pay", **pay_frame(self.token, "k2"))
        if more["code"] != "budget_exceeded":
            yield f"I2: the second purchase has no room, and the answer is {more['status']} {more['code']}"


def main():
    options = faults.options_with(sample=40)
    started = time.monotonic()
    with faults.workspace("keeper") as work:
        runs = KeeperSyscalls(options, work)
        for flow in runs.flows:
            if flow == "buy":
                runs.advance()
            if not options.flows or flow in options.flows:
                runs.every_fault(flow, runs.letters_of(flow))
    runs.end("keeper_syscalls", started)


if __name__ == "__main__":
    main()
