#!/usr/bin/env python3
"""Agents' tokens through the real programs: rotated, expired, revoked, bound, removed, locked.

    tests/endtoend/tokens.py --bin build/ci/bin
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from checks import Checks, binaries, harness, run

POLICY = {"version": 1, "name": "all", "default": "allow"}
ASKS = {"version": 1, "name": "asks", "default": "ask"}
TOKEN = re.compile(r"till_a[0-9]+_[0-9A-Za-z]{49}")

# Asks over the Unix socket for /v1/agent, as whatever program it is run by.
SOCKET_CLIENT = """
import socket, sys
with socket.socket(socket.AF_UNIX) as s:
    s.connect(sys.argv[1])
    s.sendall(b"GET /v1/agent HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\nAuthorization: Bearer " +
              sys.argv[2].encode() + b"\\r\\n\\r\\n")
    answer = b""
    while part := s.recv(65536):
        answer += part
print(answer.split(b" ")[1].decode())
"""


def status(till, token):
    """HTTP status and code of GET /v1/agent."""
    code, answer = harness.Client(till, token).call("GET", "/v1/agent")
    return code, (answer or {}).get("code", "")


def over_socket(till, python, token):
    home = {"PYTHONHOME": sys.base_prefix, "LD_LIBRARY_PATH": os.path.join(sys.base_prefix, "lib")}
    done = subprocess.run([python, "-S", "-c", SOCKET_CLIENT, till.ready["agentSocket"], token],
                          capture_output=True, text=True, timeout=30, env=home)
    return done.stdout.strip() or done.stderr


def main():
    checks = Checks("tokens")
    till = harness.Till(binaries())
    till.start(unlock=False)
    till.create_vault()
    password = harness.PASSPHRASE
    first = till.add_agent("bot", POLICY)["token"]
    checks.that("a token is of the documented form", TOKEN.fullmatch(first), first)
    checks.same("it is let in", status(till, first)[0], 200)
    typo = first[:-1] + ("A" if first[-1] != "A" else "B")
    checks.same("a mistyped token", status(till, typo), (401, "token_malformed"))
    checks.same("a cut token", status(till, first[:30]), (401, "token_malformed"))

    # Rotation with an overlap, and without.
    code, answer, _ = run(till, "agent", "rotate", "bot", "--overlap", "2s", passphrase=password)
    checks.same("rotate", code, 0)
    second = answer["token"]
    checks.same("the old one works on", status(till, first)[0], 200)
    checks.same("the new one works", status(till, second)[0], 200)
    time.sleep(2.5)
    checks.same("the old one is over", status(till, first), (401, "token_revoked"))
    code, answer, _ = run(till, "agent", "rotate", "bot", "--expires", "2s", passphrase=password)
    third = answer["token"]
    checks.same("without overlap it ends at once", status(till, second), (401, "token_revoked"))
    time.sleep(2.5)
    checks.same("an expired one", status(till, third), (401, "token_expired"))
    checks.same("rotation takes the passphrase", run(till, "agent", "rotate", "bot", passphrase="wrong one")[2],
                "wrong_passphrase")

    # A long poll ends with its token, at once.
    asking = till.add_agent("asks", ASKS)["token"]
    http_status, waiting = harness.Client(till, asking).pay(1000)
    checks.same("it waits for a person", http_status, 202)
    poll = {}

    def wait():
        began = time.monotonic()
        poll["answer"] = harness.Client(till, asking).call("GET", f"/v1/payments/{waiting['id']}?wait=60", timeout=90)
        poll["seconds"] = time.monotonic() - began

    waiter = threading.Thread(target=wait)
    waiter.start()
    time.sleep(1)
    checks.same("revoke needs no passphrase", run(till, "agent", "revoke", "asks")[0], 0)
    waiter.join(timeout=20)
    checks.that("the poll ended", not waiter.is_alive() and poll["seconds"] < 15, poll)
    checks.same("and says why", (poll["answer"][0], poll["answer"][1]["code"]), (401, "token_revoked"))

    # Bound to the Unix socket, a user and a program.
    bound = till.add_agent("bound", POLICY)["token"]
    folder = tempfile.mkdtemp(prefix="till-bound-")
    other_python = os.path.join(folder, "python")
    shutil.copy(os.path.realpath(sys.executable), other_python)
    checks.same("free to all over the socket", over_socket(till, sys.executable, bound), "200")
    checks.same("bind", run(till, "agent", "bind", "bound", "--uid", "me", "--program", sys.executable)[0], 0)
    checks.same("over TCP", status(till, bound), (403, "wrong_caller"))
    checks.same("by the bound program", over_socket(till, sys.executable, bound), "200")
    checks.same("by another program", over_socket(till, other_python, bound), "403")
    checks.same("another user widens", run(till, "agent", "bind", "bound", "--uid", "4242", "--program",
                                           sys.executable, passphrase="wrong one")[2], "wrong_passphrase")
    checks.same("unbind", run(till, "agent", "bind", "bound", "--anybody", passphrase=password)[0], 0)
    checks.same("free again", status(till, bound)[0], 200)
    shutil.rmtree(folder)

    # Removed; its name is free, its payments stay.
    paid_status, _ = harness.Client(till, bound).pay(1000, key="k")
    checks.same("it pays", paid_status, 200)
    checks.same("remove", run(till, "agent", "remove", "bound")[0], 0)
    checks.same("a removed one", status(till, bound), (401, "token_revoked"))
    checks.that("it is in no list", all(each["name"] != "bound" for each in till.cli("agent", "list")))
    checks.same("its payment stays", till.payments()[0]["agentName"], "bound")
    again = till.add_agent("bound", POLICY)
    checks.that("the name is free, the id is new", again["id"] not in ("a1", "a2", "a3"), again["id"])

    # Before the first unlock nobody can be told apart; nothing but `locked` is said.
    till.stop()
    till.start(unlock=False)
    checks.same("locked", status(till, again["token"]), (423, "locked"))
    checks.same("locked, of a revoked one too", status(till, second), (423, "locked"))
    checks.same("cut, all the same", status(till, second[:40]), (401, "token_malformed"))
    till.cli("unlock", passphrase=True)
    checks.same("told apart again", status(till, again["token"])[0], 200)
    checks.same("and refused again", status(till, second), (401, "token_revoked"))
    checks.that("the ledger verifies", till.cli("payments", "verify")["ok"])
    with open(os.path.join(till.directory, "ledger.db"), "rb") as file:
        content = file.read()
    for token in (first, second, third, bound, again["token"]):
        checks.that("no token is in the ledger", token.split("_")[2].encode() not in content)
    till.stop()
    checks.end()


if __name__ == "__main__":
    main()
