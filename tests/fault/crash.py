#!/usr/bin/env python3
"""Kills the keeper and the gateway at random moments while 16 agents buy, and checks what must hold:

  I1  no authorization that a client ever saw lacks its row in the ledger
  I2  the sum of authorizations stays within each agent's budget
  I5  a purchase that is asked again gives the byte-identical signature
  I12 the ledger's chain verifies to the end

  tests/fault/crash.py --bin build/ci/bin --kills 1000 [--seed N]

Prints one line of JSON at the end; exits 1 when anything does not hold.
"""

import argparse
import http.client
import json
import os
import random
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "harness"))
from till import Client, Till, decoded, payment_header, wait_until  # noqa: E402

AGENTS = 16
AMOUNT = 10_000
REPEATS_EVERY = 3  # every so many purchases, one is asked again


class Agent(threading.Thread):
    """Buys with fresh keys as fast as it gets answers; asks again whenever an answer did not come."""

    def __init__(self, till, name, token, seed):
        super().__init__(daemon=True)
        self.client = Client(till, token)
        self.agent = name
        self.random = random.Random(seed)
        self.seen = {}     # key -> payment header
        self.faults = []
        self.statuses = {}
        self.is_stopping = False
        self.count = 0

    def run(self):
        while not self.is_stopping:
            key = f"{self.agent}-{self.count}"
            self.count += 1
            self.buy(key)
            if self.seen and self.count % REPEATS_EVERY == 0:
                self.buy(self.random.choice(list(self.seen)))

    def buy(self, key):
        for _ in range(400):
            try:
                status, answer = self.client.pay(AMOUNT, key=key)
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                time.sleep(0.02)
                continue
            self.statuses[status] = self.statuses.get(status, 0) + 1
            if status == 200 and answer["status"] == "authorized":
                header = payment_header(answer)
                if key in self.seen and self.seen[key] != header:
                    self.faults.append(f"I5: {key} was signed twice, differently")
                self.seen[key] = header
                return
            if status == 403:
                return  # over budget: a final answer
            if status == 409 and answer["code"] == "expired_unproven" and key in self.seen:
                return  # signed earlier in a long run and past its validity: final too, and never signed again
            if self.is_stopping:
                return
            time.sleep(0.02)
        self.faults.append(f"I20: {key} never got an answer")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    options = parser.parse_args()
    print(f"crash test: {options.kills} kills, seed {options.seed}", flush=True)
    chance = random.Random(options.seed)

    till = Till(options.bin)
    till.start(unlock=False)
    till.create_vault()
    limit = max(10, options.kills // 2)  # payments that each agent's budget has room for; some run into it
    policy = {"version": 1, "name": "crash test", "default": "allow",
              "budgets": [{"name": "day", "limit": {"usd": f"{limit * AMOUNT / 1e6:.2f}"}, "window": {"calendar": "day"}}]}
    agents = []
    for number in range(AGENTS):
        added = till.add_agent(f"agent-{number}", policy)
        agents.append((added["name"], added["token"]))
    till.stop()
    till.start(unlock=True)

    started = time.monotonic()
    threads = [Agent(till, name, token, chance.random()) for name, token in agents]
    for thread in threads:
        thread.start()
    killed = {"till-keeper": 0, "till-gateway": 0}

    def answers():
        return sum(sum(thread.statuses.values()) for thread in threads)

    while sum(killed.values()) < options.kills:
        # Kill in the middle of work: only once agents are being answered again, at a random moment after.
        before = answers()
        wait_until(lambda count=before: answers() > count + chance.randrange(24), 10)
        time.sleep(chance.uniform(0.0, 0.05))
        program = chance.choice(list(killed))
        if till.kill(program):
            killed[program] += 1
    wait_until(lambda: till.pids("till-keeper") and till.pids("till-gateway"), 30)
    for thread in threads:
        thread.is_stopping = True
    for thread in threads:
        thread.join(timeout=60)

    faults = [fault for thread in threads for fault in thread.faults]
    rows = till.payments()
    by_nonce = {row["nonce"]: row for row in rows if row["nonce"]}
    seen = 0
    for thread in threads:
        for key, header in thread.seen.items():
            seen += 1
            nonce = decoded({"headers": {"h": header}})["payload"]["authorization"]["nonce"]
            if nonce not in by_nonce:
                faults.append(f"I1: {key} was signed without a row")
    live = ("authorized", "settled", "unknown", "expired")
    for name, _ in agents:
        spent = sum(int(row["amount"]) for row in rows if row["agentName"] == name and row["status"] in live)
        if spent > limit * AMOUNT:
            faults.append(f"I2: {name} spent {spent} of {limit * AMOUNT}")
    verified = till.cli("payments", "verify")
    if not verified["ok"]:
        faults.append(f"I12: {verified}")
    till.stop()
    statuses = {}
    for thread in threads:
        for status, count in thread.statuses.items():
            statuses[str(status)] = statuses.get(str(status), 0) + count
    print(json.dumps({"name": "crash", "kills": killed, "authorizationsSeen": seen, "rows": len(rows), "answers": statuses,
                      "seconds": round(time.monotonic() - started, 1), "faults": faults[:20], "seed": options.seed}))
    sys.exit(1 if faults or seen == 0 else 0)


if __name__ == "__main__":
    main()
