#!/usr/bin/env python3
"""Lets every single system call on the vault's files go wrong, while it is made and changed.

Making a vault, a new account, a new label and a new passphrase run as a process of their own on real files, with the faults of
syscalls.py. Afterwards exactly one of the two passphrases opens the vault, the one that was promised if any was; the words and
the accounts are there; once the change of the passphrase was promised, or after the next unlock, the earlier generation does not
open with the old one either. A process that was not killed said what happened, and where it said that nothing was changed, nothing was.

  tests/fault/vault_syscalls.py --build build/ci --all
"""

import os
import time

import faults

FLOWS = ["create", "account", "rename", "passphrase"]  # each begins where the one before ended


class VaultSyscalls(faults.FlowRuns):
    def __init__(self, options, work):
        super().__init__(options, work, "till-vault-flow")
        self.base = os.path.join(work, "base")
        os.mkdir(self.base, 0o700)
        self.kept = set()  # what every flow must leave as it is

    def one(self, flow, kind, call):
        folder = self.fresh(self.base)
        status, said = self.run_tried(folder, flow, TILL_FAULT=f"{kind}:{call}")
        where = f"{flow}, {kind} at call {call}"
        messages = [line for line in said if line.startswith("message ")]
        promises = {line for line in said if line.split()[0] not in ("message", "wrong")} | self.kept
        self.killed += status == faults.KILLED
        self.told += bool(messages)
        found = [line for line in said if line.startswith("wrong ")]
        if status not in (0, 3, faults.KILLED) or status == 3 and not messages:
            found.append(f"it ended with {status} and said {said}")
        if any("No money moved" not in line for line in messages):
            found.append(f"it does not say what became of the money: {messages}")
        found += self.look(folder, promises, may_be_none=flow == "create" and "opens old" not in promises)
        again, said = self.run(folder, flow)
        if again != 0:
            found.append(f"it cannot be done again: {said}")
        # A change that was cut short is finished by the next unlock.
        promises |= {line for line in said if line.split()[0] != "message"} | ({"closed to old"} if flow == "passphrase" else set())
        found += self.look(folder, promises, may_be_none=False)
        self.faults += [f"{where}: {text}" for text in found]

    def look(self, folder, promises, may_be_none):
        status, said = self.run(folder, "check")
        found = [line for line in said if line.startswith("wrong ")]
        if status != 0 or not promises <= set(said):
            found.append(f"promised and not kept: {sorted(promises - set(said))}")
        if "nothing" in said and not may_be_none:
            found.append("the vault is gone")
        return found

    def advance(self, flow):
        """The base goes on to the end of this flow."""
        status, said = self.run(self.base, flow)
        assert status == 0, said
        self.kept |= {line for line in said if line.split()[0] in ("phrase", "account")}


def main():
    options = faults.options_with(sample=15)
    started = time.monotonic()
    with faults.workspace("vault") as work:
        runs = VaultSyscalls(options, work)
        for flow in FLOWS:
            if not options.flows or flow in options.flows:
                runs.every_fault(flow, runs.letters_of(flow, runs.base))
            runs.advance(flow)
    runs.end("vault_syscalls", started)


if __name__ == "__main__":
    main()
