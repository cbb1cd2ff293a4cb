#!/usr/bin/env python3
"""Makes a data directory with a month of history, for looking at the app as it is after a while of use.

Everything goes through the real till-keeper, whose clock is turned (tests/app/keeper/clock_ahead.cpp): agents ask,
merchants answer or do not, rules decide, a person approves or denies, chains prove. The same seed gives the same story.

    tests/tour/month.py --build build/ci --data-dir /tmp/lived-in [--seed 7] [--days 30]

A directory that holds such a story already gets new last minutes: something that waits, something signed a moment ago.
The wallet's passphrase is "correct horse battery". Only the standard library of Python 3.11 (Debian 12) is used.
"""

import argparse
import hashlib
import json
import mmap
import os
import pathlib
import random
import struct
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "harness"))

from keeper import KeeperProcess  # noqa: E402
from market import BUYERS, LAB, MERCHANTS, PRACTICE, SHOP_GOODS, SHOP_PAYEE, Merchant  # noqa: E402

PASSPHRASE = "correct horse battery"
DAY = 86_400
VERIFY_SECONDS = 300
VALID_SECONDS = 300
BLOCK_AFTER_SECONDS = 900  # by then a block past the validity is final
WORK_HOURS = [1] * 6 + [2, 4, 8, 12, 14, 13, 9, 11, 14, 13, 10, 7, 5, 4, 4, 3, 2, 1]
CALLER = {"pid": 0, "uid": -1, "executable": ""}  # over TCP the kernel does not say
SHOP = Merchant("127.0.0.1:4021", PRACTICE, SHOP_PAYEE, SHOP_GOODS, fails=0, silent=0)


class TurnedClock:
    """The hand on the keeper's wall clock."""

    def __init__(self, path):
        self.path = path
        with open(path, "wb") as file:
            file.write(struct.pack("q", 0))
        self.page = mmap.mmap(os.open(path, os.O_RDWR), 8)

    def set(self, moment):
        """The keeper's time is `moment`, in Unix seconds; it may lie behind the real one."""
        self.page[:8] = struct.pack("q", int(moment - time.time()))


class Month:
    """The story of one wallet."""

    def __init__(self, build, directory, seed, days):
        self.random = random.Random(seed)
        self.days, self.now = days, int(time.time())
        self.start = self.now - days * DAY
        self.clock = TurnedClock(os.path.join(directory, "clock.tmp"))
        self.clock.set(self.start)
        library = os.path.join(build, "tests/app/keeper/libtill_clock_ahead.so")
        self.keeper = KeeperProcess(os.path.join(build, "bin/till-keeper"), directory,
                                    {"LD_PRELOAD": library, "TILL_TEST_CLOCK": self.clock.path})
        assert self.keeper.started, self.keeper.said
        self.owner = self.keeper.admin()
        self.tokens, self.open_proofs, self.height, self.count = {}, [], 21_000_000, 0
        self.at, self.story = self.start, os.path.join(directory, "story.json")

    # ── the owner
    def move_in(self):
        self.owner.get("vault.create", passphrase=PASSPHRASE, words=12, kdfMemoryMiB=64)
        # The hours between two purchases pass at once, and nobody is at the keyboard meanwhile.
        self.owner.get("lock_rules.set", autoLockMinutes=0, passphrase=PASSPHRASE)
        for buyer in (*BUYERS, LAB):
            added = self.owner.get("agent.add", name=buyer.name, privateHosts=[], passphrase=PASSPHRASE, tags=buyer.tags,
                                   **buyer.policy)
            self.tokens[buyer.name] = added["token"]
        for network, node in (("eip155:8453", "https://mainnet.base.org"), ("eip155:137", "https://polygon.drpc.org")):
            self.owner.get("network.set", network=network, rpc=[node], enabled=True, passphrase=PASSPHRASE)

    def come_back(self):
        with open(self.story, encoding="utf-8") as file:
            told = json.load(file)
        self.tokens, self.count, self.at = told["tokens"], told["count"], told["at"]
        self.clock.set(max(self.at, self.now - 600))
        self.owner.get("unlock", passphrase=PASSPHRASE)

    def move_out(self):
        """Nodes are taken away again, so that looking at the app needs no network."""
        for network in ("eip155:8453", "eip155:137"):
            self.owner.get("network.set", network=network, rpc=[], enabled=True, passphrase=PASSPHRASE)
        code = self.keeper.end()
        os.unlink(self.clock.path)
        with open(self.story, "w", encoding="utf-8") as file:
            json.dump({"tokens": self.tokens, "count": self.count, "at": self.at}, file)
        return code

    def decide(self, buyer, payment):
        """The person comes back after a while: mostly yes, sometimes no, sometimes too late."""
        mood = self.random.random()
        if mood > 0.9:
            return None  # it lapses
        asked = next((each for each in self.owner.get("approvals")["approvals"] if each["id"] == payment["id"]), None)
        if asked is None:
            return None
        self.wait(self.random.randint(8, 240))
        if mood > 0.74:
            self.owner.get("approval.decide", paymentId=payment["id"], decision="deny", shownHash=asked["shownHash"], by="app",
                           note=self.random.choice(["Not this month", "Use the free one", ""]))
            return None
        remember = {}
        if mood < 0.2 and int(asked["payment"]["amount"]) <= 1_000_000:
            until = (self.at + self.random.randint(3, 20) * DAY) * 1000
            remember = {"remember": {"perPaymentMicro": str(int(asked["payment"]["amount"]) * 2), "perDayMicro": "2000000",
                                     "untilMs": until, "anyPayee": False, "anyHost": False}}
        return self.owner.get("approval.decide", paymentId=payment["id"], decision="approve", shownHash=asked["shownHash"],
                              by="app", note="", passphrase=PASSPHRASE, **remember)

    # ── agents and merchants
    def wait(self, seconds):
        self.at = min(self.at + seconds, self.now - 1)
        self.clock.set(self.at)

    def price_of(self, merchant, good):
        price = self.random.randrange(good[1], good[2] + 1, 500) if good[2] > good[1] else good[1]
        progress = (self.at - self.start) / (self.days * DAY)
        if merchant.host == "search.kestrel.example" and progress > 0.55:
            price = price * 5 // 4
        if merchant.host == "fares.aerodex.example" and progress > 0.8:
            price = price * 8 // 5
        if merchant.host == "weather.atmo.example":
            price = int(price * (1.4 - 0.6 * progress)) // 500 * 500
        return price

    def frame(self, buyer, merchant, good, price, payee=None):
        network, asset, name, version = merchant.token
        self.count += 1
        query = f"?q={self.random.randrange(10_000)}" if self.random.random() < 0.4 else ""
        url = f"http{'' if network == PRACTICE[0] else 's'}://{merchant.host}{good[0]}{query}"
        option = {"scheme": "exact", "network": network, "amount": str(price), "asset": asset,
                  "payTo": payee or merchant.payee, "maxTimeoutSeconds": VALID_SECONDS}
        raw = ('{"scheme":"exact","network":"%s","amount":"%s","asset":"%s","payTo":"%s","maxTimeoutSeconds":%d,"extra":{"name":"%s",'
               '"version":"%s"}}' % (network, price, asset, option["payTo"], VALID_SECONDS, name, version))
        return {"token": self.tokens[buyer.name], "interface": buyer.interface,
                "caller": CALLER,
                "request": {"method": "POST" if "chat" in good[0] or "exec" in good[0] else "GET", "url": url,
                            "host": merchant.host, "path": good[0], "bodyHash": ""},
                "claims": {"tool": good[0].strip("/").replace("/", "_").replace("-", "_"), "task": "",
                           "reason": self.random.choice(buyer.words)},
                "idempotencyKey": f"story-{self.count}", "allowRepeat": False,
                "challenge": {"x402Version": 2, "resourceUrl": url, "description": good[3], "error": "",
                              "resourceRaw": '{"url":"%s"}' % url, "extensionsRaw": "",
                              "options": [{**option, "caip2": network, "eip712Name": name, "eip712Version": version,
                                           "transferMethod": "", "paymentFlow": "", "raw": raw}]}}

    def buy(self, buyer, merchant, good, price, payee=None):
        """One purchase from asking to the merchant's answer."""
        body = self.frame(buyer, merchant, good, price, payee)
        payment = self.keeper.gateway.get("pay", **body)
        if payment["status"] == "waiting" and self.decide(buyer, payment):
            payment = self.keeper.gateway.get("payment.get", token=body["token"], caller=CALLER, paymentId=payment["id"])
        if payment["status"] == "authorized":
            self.deliver(buyer, merchant, payment, price)

    def deliver(self, buyer, merchant, payment, price):
        luck = self.random.random()
        transaction = "0x" + hashlib.sha256(payment["id"].encode()).hexdigest()
        receipt = {"success": True, "transaction": transaction, "network": merchant.token[0],
                   "payer": payment["authorization"]["from"], "amount": str(price), "errorReason": ""}
        self.wait(self.random.randint(1, 6))
        body = {"token": self.tokens[buyer.name], "caller": CALLER, "paymentId": payment["id"],
                "bodyBytes": self.random.randint(300, 90_000), "challengeError": ""}
        if luck < merchant.silent:
            self.keeper.gateway.get("payment.report", **{**body, "bodyBytes": -1}, httpStatus=0)
            settles = self.random.random() < 0.3  # it may have collected all the same
        elif luck < merchant.silent + merchant.fails:
            self.keeper.gateway.get("payment.report", **body, httpStatus=self.random.choice([500, 502, 504]), receipt=receipt)
            settles = True
        else:
            self.keeper.gateway.get("payment.report", **body, httpStatus=200, receipt=receipt)
            settles = True
        if merchant.token[0] != PRACTICE[0]:
            self.open_proofs.append((self.at + BLOCK_AFTER_SECONDS, payment["id"], transaction, settles))

    def prove(self):
        """What blocks that are final by now say; the last hours are not proven yet, and a few never."""
        due = [each for each in self.open_proofs if each[0] <= self.at and each[0] < self.now - 5 * 3600]
        self.open_proofs = [each for each in self.open_proofs if each not in due]
        for when, payment, transaction, settles in due:
            if self.random.random() < 0.004:
                continue
            self.height += self.random.randint(3, 40)
            at = when if not settles else when - BLOCK_AFTER_SECONDS + 4
            block = {"number": self.height, "timeSeconds": at, "hash": "0x" + hashlib.sha256(str(self.height).encode()).hexdigest()}
            if settles:
                self.keeper.watcher.get("evidence.settled", paymentId=payment, transaction=transaction, block=block, nodes="one node")
            else:
                self.keeper.watcher.get("evidence.unused", paymentId=payment, block=block, nodes="one node")

    # ── the month
    def plan(self):
        """(moment, buyer) in order: bursts in working hours, quiet week-ends."""
        moments = []
        for day in range(self.days + 1):
            begin = self.start // DAY * DAY + day * DAY
            is_weekend = time.gmtime(begin).tm_wday >= 5
            for buyer in (*BUYERS, LAB):
                wanted = buyer.per_day * self.random.uniform(0.55, 1.45) * (0.3 if is_weekend and buyer.name == "code-helper" else 1)
                while wanted > 0:
                    hour = self.random.choices(range(24), WORK_HOURS)[0]
                    at = begin + hour * 3600 + self.random.randrange(3600)
                    for _ in range(self.random.randint(1, 4)):
                        at += self.random.randint(15, 90)
                        moments.append((at, buyer))
                        wanted -= 1
        return sorted((each for each in moments if self.start + 600 < each[0] < self.now - 1200), key=lambda each: each[0])

    def live(self):
        self.move_in()
        for moment, buyer in self.plan():
            self.wait(max(0, moment - self.at))
            self.prove()
            merchant = SHOP if buyer is LAB else MERCHANTS[self.random.choices(*zip(*buyer.baskets.items()))[0]]
            good = self.random.choices(merchant.goods, range(len(merchant.goods) * 2, 0, -2))[0]
            self.buy(buyer, merchant, good, self.price_of(merchant, good))
            if self.random.random() < 0.004 and buyer is not LAB:
                self.burst(buyer, merchant, good)
        self.last_minutes()

    def burst(self, buyer, merchant, good):
        """An agent in a loop, until its budget stops it; or one that is lured to another payee."""
        if self.random.random() < 0.35:
            return self.buy(buyer, merchant, good, self.price_of(merchant, good), payee="0x000000000000000000000000000000000000dEaD")
        for _ in range(self.random.randint(20, 75)):
            self.wait(self.random.randint(0, 1))
            self.buy(buyer, merchant, good, self.price_of(merchant, good))

    def last_minutes(self):
        """What is under way when somebody looks: some settled a moment ago, one silent, two signed, two that ask."""
        research, code, travel = BUYERS
        search, papers, llm, fares = (MERCHANTS[each] for each in ("search.kestrel.example", "papers.scholarhub.example",
                                                                  "llm.northwind.example", "fares.aerodex.example"))
        self.now = int(time.time())  # telling the month took a while
        self.wait(max(0, self.now - 420 - self.at))
        for buyer, merchant, times in ((research, search, 3), (code, llm, 3), (LAB, SHOP, 2)):
            for _ in range(times):
                self.wait(self.random.randint(8, 40))
                self.buy(buyer, merchant, merchant.goods[0], self.price_of(merchant, merchant.goods[0]))
        body = self.frame(research, papers, papers.goods[1], 40_000)
        silent = self.keeper.gateway.get("pay", **body)
        if silent["status"] == "authorized":
            self.keeper.gateway.get("payment.report", token=body["token"], caller=CALLER, paymentId=silent["id"], httpStatus=0,
                                    bodyBytes=-1, challengeError="")
        self.wait(15)
        for buyer, merchant, good in ((code, llm, llm.goods[0]), (research, search, search.goods[1])):
            self.keeper.gateway.get("pay", **self.frame(buyer, merchant, good, self.price_of(merchant, good)))
        self.wait(10)
        self.keeper.gateway.get("pay", **self.frame(travel, fares, fares.goods[1], 1_350_000))
        self.keeper.gateway.get("pay", **self.frame(research, papers, papers.goods[0], 620_000,
                                                    payee="0x8ba1f109551bD432803012645Ac136ddd64DBA72"))
        self.keeper.gateway.get("more.ask", token=self.tokens["travel-planner"], caller=CALLER, amountMicro="3000000",
                                host="fares.aerodex.example", untilMs=(self.now + 2 * DAY) * 1000, reason="The fare is held until tomorrow evening")


def check(options, directory):
    """Tells it, and says whether what screens need is in it and the history verifies."""
    month = Month(os.path.abspath(options.build), directory, options.seed, options.days)
    month.live()
    states = {each for each in ("authorized", "settled", "proven", "unknown", "waiting")
              if month.owner.get("payments.list", limit=1, status=each)["payments"]}
    month.owner.end.settimeout(VERIFY_SECONDS)
    verified = month.owner.get("payments.verify")
    code = month.move_out()
    print(f"{month.count} requests, states {sorted(states)}, verified {verified['ok']} {verified['why']}")
    return code if len(states) == 5 and verified["ok"] else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="a build directory, with till-keeper and till_clock_ahead built")
    parser.add_argument("--data-dir", help="a directory that is not there yet, is empty, or holds such a story")
    parser.add_argument("--check", action="store_true", help="tells it into a directory that goes away, and looks at it")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--days", type=int, default=30)
    options = parser.parse_args()
    if options.check == bool(options.data_dir):
        parser.error("give --data-dir or --check")
    if options.check:
        with tempfile.TemporaryDirectory(prefix="till-month-") as directory:
            return check(options, directory)
    directory = pathlib.Path(options.data_dir)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_told = (directory / "story.json").exists()
    if any(directory.iterdir()) and not is_told:
        sys.exit(f"{directory} holds something else: nothing was made")
    begun = time.monotonic()
    month = Month(os.path.abspath(options.build), str(directory.resolve()), options.seed, options.days)
    if is_told:
        month.come_back()
        month.last_minutes()
    else:
        month.live()
    code = month.move_out()
    print(f"{month.count} requests of {options.days} days in {time.monotonic() - begun:.0f} s; seed {options.seed}; {directory}")
    return code


if __name__ == "__main__":
    sys.exit(main())
