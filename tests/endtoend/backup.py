#!/usr/bin/env python3
"""A backup through the real programs: made while payments run, checked, restored on another machine, damaged, and
cut off by a kill.

    tests/endtoend/backup.py --bin build/ci/bin
"""

import hashlib
import os
import signal
import subprocess
import tempfile
import threading
import time

from checks import Checks, binaries, harness, run

POLICY = {"version": 1, "name": "all", "default": "allow"}


def kill_during_backup(till, target):
    """Ends `till vault backup` in the middle, later each time; what is under its name is whole or nothing."""
    states = []
    for delay in (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6):
        pipe = harness.with_pipe(harness.PASSPHRASE)
        command = [f"{till.bin}/till", "--data-dir", till.directory, "--json", "vault", "backup", target,
                   "--passphrase-fd", str(pipe)]
        process = subprocess.Popen(command, pass_fds=[pipe], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(pipe)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if os.path.exists(target):
            code, _, _ = run(till, "vault", "backup", "--check", target, passphrase=harness.PASSPHRASE)
            states.append(f"whole: {code}")
            os.remove(target)
        else:
            states.append("nothing")
    return states


def main():
    checks = Checks("backup")
    bin_dir = binaries()
    password = harness.PASSPHRASE
    folder = tempfile.mkdtemp(prefix="till-backup-")
    file = os.path.join(folder, "all.till")
    till = harness.Till(bin_dir)
    till.start(unlock=False)
    till.create_vault()
    token = till.add_agent("bot", POLICY)["token"]
    checks.same("never", till.cli("status")["backup"]["state"], "never")

    # Payments go on while it is made.
    stop = threading.Event()
    statuses = []

    def buy():
        client, number = harness.Client(till, token), 0
        while not stop.is_set():
            statuses.append(client.pay(1, key=f"during-{number}")[0])
            number += 1

    buyer = threading.Thread(target=buy)
    buyer.start()
    time.sleep(0.3)
    code, made, error = run(till, "vault", "backup", file, passphrase=password)
    stop.set()
    buyer.join()
    checks.same("backup", (code, error), (0, None))
    checks.that("payments went on", len(statuses) > 5 and set(statuses) == {200}, statuses[-5:])
    checks.same("its mode", os.stat(file).st_mode & 0o777, 0o600)
    with open(file, "rb") as opened:
        content = opened.read()
    checks.same("its SHA-256 is what was said", hashlib.sha256(content).hexdigest(), made["sha256"])
    checks.same("its size", len(content), made["bytes"])
    checks.that("nothing of it is readable", b"api.shop.test" not in content and b"SQLite" not in content)
    checks.same("unverified", till.cli("status")["backup"]["state"], "unverified")
    checks.same("a backup overwrites nothing", run(till, "vault", "backup", file, passphrase=password)[2],
                "file_exists")
    checks.same("nor goes nowhere", run(till, "vault", "backup", folder + "/no/such", passphrase=password)[2],
                "backup_failed")
    checks.same("a wrong passphrase", run(till, "vault", "backup", file + "2", passphrase="wrong one")[2],
                "wrong_passphrase")
    checks.that("leaves nothing", os.listdir(folder) == ["all.till"], os.listdir(folder))

    code, proven, error = run(till, "vault", "backup", "--check", file, passphrase=password)
    checks.same("check", (code, error), (0, None))
    checks.same("the same head", (proven["head"], proven["events"]), (made["head"], made["events"]))
    checks.that("noted", proven["recorded"])
    checks.same("the same accounts", proven["addresses"],
                [each["address"] for each in till.cli("account", "list")])
    status = till.cli("status")["backup"]
    checks.that("verified on a date", status["state"] == "verified" and status["verifiedAtMs"] > 0, status)

    damaged = os.path.join(folder, "damaged")
    for name, change in (("cut", content[:-100]), ("a bit", content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]),
                         ("empty", b"")):
        with open(damaged, "wb") as opened:
            opened.write(change)
        code, _, error = run(till, "vault", "backup", "--check", damaged, passphrase=password)
        checks.same(f"damaged: {name}", (code, error), (1, "backup_damaged"))

    for state in kill_during_backup(till, os.path.join(folder, "killed")):
        checks.that("a kill leaves no half file", state in ("nothing", "whole: 0"), state)

    # Another machine: an empty data directory.
    first = harness.Client(till, token).pay(1000, key="the same")[1]
    again_file = os.path.join(folder, "later.till")
    # The keeper may still be at the one whose reader was killed.
    checks.that("a later backup",
                harness.wait_until(lambda: run(till, "vault", "backup", again_file, passphrase=password)[0] == 0, 30))
    checks.same("a restore overwrites nothing", run(till, "vault", "restore", again_file, passphrase=password)[2],
                "vault_exists")
    accounts = till.cli("account", "list")
    till.stop()
    other = harness.Till(bin_dir)
    other.start(unlock=False)
    checks.same("another passphrase", run(other, "vault", "restore", again_file, passphrase="wrong one")[2],
                "wrong_passphrase")
    code, _, error = run(other, "vault", "restore", again_file, passphrase=password)
    checks.same("restore", (code, error), (0, None))
    checks.same("its accounts", [each["address"] for each in other.cli("account", "list")],
                [each["address"] for each in accounts])
    checks.same("frozen", other.cli("status")["integrity"], "rolled back")
    agent = other.cli("agent", "list")[0]
    checks.same("its agents paused", (agent["state"], agent["pausedBecause"]),
                ("paused", "the wallet was restored from a backup"))
    other.cli("unlock", passphrase=True)
    checks.same("nothing is signed", harness.Client(other, token).pay(1)[1]["code"], "ledger_rolled_back")
    other.cli("ledger", "thaw", passphrase=True)
    checks.same("nor now", harness.Client(other, token).pay(1)[1]["code"], "agent_paused")
    other.cli("agent", "resume", "bot", passphrase=True)
    status, answer = harness.Client(other, token).pay(1000, key="the same")
    checks.same("the same purchase", status, 200)
    checks.same("has the same bytes", harness.payment_header(answer), harness.payment_header(first))
    checks.that("the ledger verifies", other.cli("payments", "verify")["ok"])
    checks.same("and its backup is known", other.cli("status")["backup"]["state"], "verified")
    other.stop()
    checks.end()


if __name__ == "__main__":
    main()
