"""What clients ask of a keeper in the fault tests, and what they were promised."""

import re

PASSPHRASE = "correct horse battery"
PRICE = 600_000  # millionths of a USD: the budget has room for one
LIMIT = 1_000_000
USDC = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"
MERCHANT = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"
# What an error says of the money; and, when a write failed, of what is on the disk.
MONEY_WORDS = re.compile(r"nothing was (signed|paid|changed)|no money moved", re.I)
DISK_WORDS = re.compile(r"\b(disk|ledger)\b.*(not known|could not be written|may not last)", re.I)


def policy(usd):
    return ('{"version":1,"name":"t","default":"allow","budgets":[{"name":"hour","limit":{"usd":"' + usd +
            '"},"window":{"rollingSeconds":3600}}]}')


CALLER = {"pid": 0, "uid": -1, "executable": ""}  # over TCP


def pay_frame(token, key):
    """A price in USDC on Base, as the gateway passes it on."""
    url = "https://api.shop.test/v1/search"
    option = {"scheme": "exact", "network": "eip155:8453", "amount": str(PRICE), "asset": USDC, "payTo": MERCHANT,
              "maxTimeoutSeconds": 300}
    return {"token": token, "interface": "rest", "caller": CALLER,
            "request": {"method": "GET", "url": url, "host": "api.shop.test", "path": "/v1/search", "bodyHash": ""},
            "claims": {"tool": "", "task": "", "reason": ""}, "idempotencyKey": key, "allowRepeat": False,
            "challenge": {"x402Version": 2, "resourceUrl": url, "description": "", "error": "",
                          "resourceRaw": '{"url":"' + url + '"}', "extensionsRaw": "",
                          "options": [{**option, "caip2": "eip155:8453", "eip712Name": "USD Coin", "eip712Version": "2",
                                       "transferMethod": "", "paymentFlow": "", "raw": '{"amount":"600000"}'}]}}


class Client:
    """Asks one keeper; keeps the errors that it was told, and what is wrong with them."""

    def __init__(self, keeper):
        self.keeper, self.errors, self.wrong = keeper, [], []
        self.unsure = []  # errors about what was never signed that do not say that no money moved

    def was_signed(self, kind, body):
        """Whether money may move for what is asked here, because a signature for it left before."""
        return False

    def ask(self, line, kind, **body):
        """The answer; after an error it is asked once more, as a client would. None when that failed too."""
        unsure = []
        for _ in range(2):
            answer, found = line.ask(kind, **body)
            if answer != "error":
                # What is joined had been recorded, perhaps by the commit of which nobody could know.
                self.unsure += [] if found.get("joined") else unsure
                return found
            self.errors.append(f"{kind}: {found['code']}: {found['message']}")
            if found["moneyMoved"] == "yes" or (found["code"].endswith("_failed") and not MONEY_WORDS.search(found["message"])):
                self.wrong.append(f"the answer does not say what became of the money: {found}")
            if found["moneyMoved"] != "no" and not self.was_signed(kind, body):
                unsure.append(f"{kind}: {found}")
            if found["code"] == "ledger_failed" and not DISK_WORDS.search(found["message"]) or len(found["message"]) < 20:
                self.wrong.append(f"the answer does not say what happened: {found}")
        self.unsure += unsure
        return None


class Founder(Client):
    """The owner on the first day: a vault, an account, an agent."""

    def __init__(self, keeper, _):
        super().__init__(keeper)
        self.addresses, self.token, self.has_vault = set(), None, False

    def go(self):
        owner = self.keeper.admin()
        created = self.ask(owner, "vault.create", passphrase=PASSPHRASE, words=12, kdfMemoryMiB=64)
        self.has_vault = created is not None
        account = self.ask(owner, "account.new", label="second", passphrase=PASSPHRASE)
        added = self.ask(owner, "agent.add", name="bot", policy=policy("1.00"), privateHosts=[], tags=[], passphrase=PASSPHRASE)
        for answer in (created, account):
            self.addresses |= {each["address"] for each in (answer or {"accounts": []})["accounts"]}
        if added:
            self.token = added["token"]
            self.addresses.add(added["agent"]["address"])


class Buyer(Client):
    """An agent that buys, a watcher that proves, an owner who changes a policy and pauses."""

    def __init__(self, keeper, token):
        super().__init__(keeper)
        self.token = token
        self.header = self.payment = self.nonce = self.digest = None
        self.is_settled = self.is_paused = self.has_asked_pause = False
        self.versions = {}  # of the policy -> what it was changed to

    def was_signed(self, kind, body):
        return self.header is not None and (kind == "payment.report" or kind == "pay" and body["idempotencyKey"] == "k1")

    def go(self):
        owner = self.keeper.admin()
        self.ask(owner, "unlock", passphrase=PASSPHRASE)
        for key in ("k1", "k1", "k2"):
            self.pay(key)
        self.settle()
        self.change_policy(owner, "0.90", {})
        self.change_policy(owner, "0.95", {"passphrase": PASSPHRASE})
        self.has_asked_pause = True
        if self.ask(owner, "pause") is not None:
            self.is_paused = True
            late = self.ask(self.keeper.gateway, "pay", **pay_frame(self.token, "k3"))
            if late and late["headers"]:
                self.wrong.append("I10: signed after the pause")

    def pay(self, key):
        answer = self.ask(self.keeper.gateway, "pay", **pay_frame(self.token, key))
        if not answer or not answer["headers"]:
            return
        header = answer["headers"][0]["value"]
        if key != "k1":
            self.wrong.append("I2: signed beyond the budget")
        elif self.header not in (None, header):
            self.wrong.append("I5: one purchase was signed twice, differently")
        self.header, self.payment = header, answer["id"]
        self.nonce, self.digest = answer["authorization"]["nonce"], answer["authorization"]["digest"]
        self.valid_before = answer["authorization"]["validBeforeSeconds"]

    def settle(self):
        if not self.payment:
            return
        self.ask(self.keeper.gateway, "payment.report", token=self.token, caller=CALLER, paymentId=self.payment, httpStatus=200,
                 bodyBytes=9, challengeError="", receipt={"success": True, "transaction": "0xclaimed", "network": "eip155:8453", "payer": "",
                                             "amount": "", "errorReason": ""})
        proven = self.ask(self.keeper.watcher, "evidence.settled", paymentId=self.payment, transaction="0xfinal", nodes="node",
                          block={"number": 1, "timeSeconds": self.valid_before - 30, "hash": "0xb"})
        self.is_settled = proven is not None

    def change_policy(self, owner, usd, proof):
        answer = self.ask(owner, "policy.set", policy="bot", document=policy(usd), by="cli", reason="fault test", checkOnly=False,
                          **proof)
        if answer:
            self.versions[answer["version"]] = usd
