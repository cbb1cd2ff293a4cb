#!/usr/bin/env python3
"""64 clients at once against a budget with room for exactly 10 payments: exactly 10 authorizations, always (I2).

  tests/fault/race.py --bin build/ci/bin --rounds 20
"""

import argparse
import json
import os
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "harness"))
from till import Client, Till, decoded  # noqa: E402

CLIENTS = 64
ROOM = 10
AMOUNT = 10_000


def one_round(till, number):
    # Half of the rounds limit the sum, half the number of payments.
    limit = {"usd": f"{ROOM * AMOUNT / 1e6:.2f}"} if number % 2 == 0 else {"payments": ROOM}
    policy = {"version": 1, "name": "race", "default": "allow",
              "budgets": [{"name": "race", "limit": limit, "window": {"rollingSeconds": 3600}}]}
    agent = till.add_agent(f"racer-{number}", policy)
    start = threading.Barrier(CLIENTS)
    answers = []
    lock = threading.Lock()

    def ask(client_number):
        client = Client(till, agent["token"])
        client.call("GET", "/v1/agent")  # the connection is open before the race begins
        start.wait()
        answer = client.pay(AMOUNT, key=f"{number}-{client_number}")
        with lock:
            answers.append(answer)

    threads = [threading.Thread(target=ask, args=(each,)) for each in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    allowed = [answer for status, answer in answers if status == 200]
    denied = [answer for status, answer in answers if status == 403 and answer["code"] == "budget_exceeded"]
    nonces = {decoded(answer)["payload"]["authorization"]["nonce"] for answer in allowed}
    is_right = len(allowed) == ROOM and len(denied) == CLIENTS - ROOM and len(nonces) == ROOM
    if not is_right:
        print(f"round {number}: {len(allowed)} authorized, {len(denied)} over budget, {len(nonces)} nonces, "
              f"others: {[each for each in answers if each[0] not in (200, 403)][:3]}")
    return is_right


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    till = Till(options.bin)
    till.start(unlock=False)
    till.create_vault()
    started = time.monotonic()
    right = sum(one_round(till, number) for number in range(options.rounds))
    verified = till.cli("payments", "verify")
    till.stop()
    print(json.dumps({"name": "race", "rounds": options.rounds, "right": right, "clients": CLIENTS, "room": ROOM,
                      "seconds": round(time.monotonic() - started, 1), "ledgerOk": verified["ok"]}))
    sys.exit(0 if right == options.rounds and verified["ok"] else 1)


if __name__ == "__main__":
    main()
