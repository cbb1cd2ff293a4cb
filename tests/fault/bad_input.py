#!/usr/bin/env python3
"""Sends what no honest merchant or agent sends, and checks each answer: a 4xx problem document with the expected code, a
row in the ledger where it was a 402, never a signature, and the programs still there at the end (I8).

  tests/fault/bad_input.py --bin build/ci/bin
"""

import argparse
import base64
import copy
import http.client
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "harness"))
from till import BASE_SEPOLIA_USDC, MERCHANT, Till  # noqa: E402

URL = "https://api.shop.test/v1/thing"
TERMS = {
    "x402Version": 2, "error": "Payment required",
    "resource": {"url": URL, "description": "goods", "mimeType": "application/json"},
    "accepts": [{"scheme": "exact", "network": "eip155:84532", "amount": "10000", "asset": BASE_SEPOLIA_USDC,
                 "payTo": MERCHANT, "maxTimeoutSeconds": 60, "extra": {"name": "USDC", "version": "2"}}],
}
TERMS_V1 = {
    "x402Version": 1, "error": "X-PAYMENT header is required",
    "accepts": [{"scheme": "exact", "network": "base-sepolia", "maxAmountRequired": "10000", "resource": URL,
                 "description": "goods", "mimeType": "application/json", "payTo": MERCHANT, "maxTimeoutSeconds": 60,
                 "asset": BASE_SEPOLIA_USDC, "extra": {"name": "USDC", "version": "2"}}],
}


def encoded(text):
    return base64.b64encode(text if isinstance(text, bytes) else text.encode()).decode()


def as_header(terms):
    text = terms if isinstance(terms, (str, bytes)) else json.dumps(terms, ensure_ascii=False)
    return {"status": 402, "headers": {"PAYMENT-REQUIRED": encoded(text)}, "body": "{}"}


def as_body(terms):
    return {"status": 402, "headers": {}, "body": terms if isinstance(terms, str) else json.dumps(terms)}


def option(**changes):
    """The good challenge with members of its one option changed; None removes one."""
    terms = copy.deepcopy(TERMS)
    for key, value in changes.items():
        if value is None:
            terms["accepts"][0].pop(key, None)
        else:
            terms["accepts"][0][key] = value
    return terms


def top(**changes):
    terms = copy.deepcopy(TERMS)
    for key, value in changes.items():
        if value is None:
            terms.pop(key, None)
        else:
            terms[key] = value
    return terms


def v1(**changes):
    terms = copy.deepcopy(TERMS_V1)
    for key, value in changes.items():
        if value is None:
            terms["accepts"][0].pop(key, None)
        else:
            terms["accepts"][0][key] = value
    return terms


GOOD = json.dumps(TERMS)
DEEP = "[" * 200 + "]" * 200
FORM = "challenge_malformed"

# (name, challenge, expected codes): every one of these is a 402 that the endpoint saw, so each gets a row.
CHALLENGES = [
    ("not base64", {"status": 402, "headers": {"PAYMENT-REQUIRED": "%%%"}, "body": ""}, {"challenge_bad_base64"}),
    ("url-safe base64", {"status": 402, "headers": {"PAYMENT-REQUIRED": "-_8="}, "body": ""}, {"challenge_bad_base64"}),
    ("base64 without padding", {"status": 402, "headers": {"PAYMENT-REQUIRED": encoded("{}}").rstrip("=") + "a"},
                                "body": ""}, {"challenge_bad_base64", "challenge_bad_json"}),
    ("blank in base64", {"status": 402, "headers": {"PAYMENT-REQUIRED": "e3 0="}, "body": ""}, {"challenge_bad_base64"}),
    ("truncated JSON", as_header(GOOD[:-20]), {"challenge_bad_json"}),
    ("empty JSON", as_header(""), {"challenge_bad_base64", "challenge_bad_json", "not_a_challenge"}),
    ("JSON and more", as_header(GOOD + "{}"), {"challenge_bad_json"}),
    ("duplicate key", as_header(GOOD.replace('"x402Version": 2', '"x402Version": 2, "x402Version": 2')),
     {"challenge_bad_json"}),
    ("duplicate amount", as_header(GOOD.replace('"amount": "10000"', '"amount": "1", "amount": "10000"')),
     {"challenge_bad_json"}),
    ("invalid UTF-8", as_header(GOOD.encode().replace(b"goods", b"go\xff\xfeds")), {"challenge_bad_json"}),
    ("lone surrogate", as_header(GOOD.replace("goods", "\\ud800")), {"challenge_bad_json"}),
    ("too deep", as_header(GOOD.replace('"goods"', DEEP)), {"challenge_bad_json", "challenge_too_large", FORM}),
    ("a list", as_header("[]"), {FORM}),
    ("a text", as_header('"pay me"'), {FORM}),
    ("null", as_header("null"), {FORM}),
    ("version 3", as_header(top(x402Version=3)), {"challenge_bad_version"}),
    ("version as text", as_header(top(x402Version="2")), {"challenge_bad_version", FORM}),
    ("no version", as_header(top(x402Version=None)), {"challenge_bad_version", FORM}),
    ("no accepts", as_header(top(accepts=None)), {FORM}),
    ("accepts is no list", as_header(top(accepts={})), {FORM}),
    ("accepts is empty", as_header(top(accepts=[])), {"challenge_no_options"}),
    ("an option is a text", as_header(top(accepts=["exact"])), {FORM}),
    ("300 options", as_header(top(accepts=TERMS["accepts"] * 300)), {"challenge_too_many_options", "challenge_too_large"}),
    ("resource is a text", as_header(top(resource=URL)), {FORM}),
    ("no scheme", as_header(option(scheme=None)), {FORM}),
    ("scheme is a number", as_header(option(scheme=1)), {FORM}),
    ("unknown scheme", as_header(option(scheme="gift")), {"unknown_scheme"}),
    ("upto is not exact", as_header(option(scheme="upto")), {"unknown_scheme"}),
    ("no network", as_header(option(network=None)), {FORM}),
    ("unknown network", as_header(option(network="eip155:999999")), {"unknown_network"}),
    ("network in hex", as_header(option(network="eip155:0x14a34")), {"unknown_network", FORM}),
    ("version 1 name in version 2", as_header(option(network="base-sepolia")), {"unknown_network", FORM}),
    ("other family", as_header(option(network="stellar:pubnet")), {"unknown_network"}),
    ("network with a zero before", as_header(option(network="eip155:084532")), {"unknown_network", FORM}),
    ("unknown asset", as_header(option(asset="0x1111111111111111111111111111111111111111")), {"unknown_asset"}),
    ("asset is no address", as_header(option(asset="USDC")), {"unknown_asset"}),
    ("asset of another network", as_header(option(asset="0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913")), {"unknown_asset"}),
    ("no amount", as_header(option(amount=None)), {FORM}),
    ("amount is a number", as_header(option(amount=10000)), {FORM}),
    ("amount is a float", as_header(option(amount="1.5")), {"bad_option_amount"}),
    ("amount is a JSON float", as_header(GOOD.replace('"10000"', "10000.0")), {FORM}),
    ("amount is negative", as_header(option(amount="-1")), {"bad_option_amount"}),
    ("amount is zero", as_header(option(amount="0")), {"bad_option_amount"}),
    ("amount has a leading zero", as_header(option(amount="010000")), {"bad_option_amount"}),
    ("amount in hex", as_header(option(amount="0x2710")), {"bad_option_amount"}),
    ("amount with exponent", as_header(option(amount="1e4")), {"bad_option_amount"}),
    ("amount with a plus", as_header(option(amount="+10000")), {"bad_option_amount"}),
    ("amount with a blank", as_header(option(amount=" 10000")), {"bad_option_amount"}),
    ("amount with a comma", as_header(option(amount="10,000")), {"bad_option_amount"}),
    ("amount of full-width digits", as_header(option(amount="１００")), {"bad_option_amount"}),
    ("amount is 2^256", as_header(option(amount=str(2**256))), {"bad_option_amount"}),
    ("amount of 10,000 digits", as_header(option(amount="9" * 10_000)), {"bad_option_amount", "challenge_too_large"}),
    ("amount is empty", as_header(option(amount="")), {"bad_option_amount", FORM}),
    ("no payTo", as_header(option(payTo=None)), {FORM}),
    ("payTo is short", as_header(option(payTo="0x1234")), {"bad_pay_to"}),
    ("payTo with a wrong checksum", as_header(option(payTo="0x209693bC6afc0C5328bA36FaF03C514EF312287C")), {"bad_pay_to"}),
    ("payTo without 0x", as_header(option(payTo=MERCHANT[2:])), {"bad_pay_to"}),
    ("payTo is zero", as_header(option(payTo="0x" + "0" * 40)), {"pay_to_zero"}),
    ("payTo is the token", as_header(option(payTo=BASE_SEPOLIA_USDC)), {"pay_to_asset"}),
    ("payTo is a name", as_header(option(payTo="vitalik.eth")), {"bad_pay_to"}),
    ("timeout is zero", as_header(option(maxTimeoutSeconds=0)), {FORM, "bad_timeout"}),
    ("timeout is negative", as_header(option(maxTimeoutSeconds=-5)), {FORM, "bad_timeout"}),
    ("timeout is a fraction", as_header(option(maxTimeoutSeconds=60.5)), {FORM, "bad_timeout"}),
    ("timeout is a text", as_header(option(maxTimeoutSeconds="60")), {FORM, "bad_timeout"}),
    ("timeout is huge", as_header(GOOD.replace("60,", "99999999999999999999,")), {FORM, "bad_timeout", "challenge_bad_json"}),
    ("extra is a list", as_header(option(extra=[])), {FORM}),
    ("no domain", as_header(option(extra=None)), {"domain_mismatch", FORM}),
    ("wrong domain name", as_header(option(extra={"name": "USD Coin", "version": "2"})), {"domain_mismatch"}),
    ("wrong domain version", as_header(option(extra={"name": "USDC", "version": "1"})), {"domain_mismatch"}),
    ("unknown transfer method", as_header(option(extra={"name": "USDC", "version": "2", "assetTransferMethod": "erc7710"})),
     {"bad_transfer_method"}),
    ("unknown flow", as_header(option(extra={"name": "USDC", "version": "2", "paymentFlow": "prepay"})), {"bad_payment_flow"}),
    ("description of 0.5 MiB", as_header(top(resource={"url": URL, "description": "x" * 500_000})), {"challenge_too_large"}),
    ("version 1: description of 0.5 MiB", as_body(v1(description="x" * 500_000)), {"challenge_too_large"}),
    ("version 1: no body", as_body(""), {"not_a_challenge"}),
    ("version 1: HTML", as_body("<html>pay</html>"), {"not_a_challenge"}),
    ("version 1: truncated", as_body(json.dumps(TERMS_V1)[:-9]), {"not_a_challenge", "challenge_bad_json"}),
    ("version 1: number amount", as_body(v1(maxAmountRequired=10000)), {FORM}),
    ("version 1: negative", as_body(v1(maxAmountRequired="-10000")), {"bad_option_amount"}),
    ("version 1: CAIP-2 network", as_body(v1(network="eip155:84532")), {"unknown_network", FORM}),
    ("version 1: unknown network", as_body(v1(network="dogecoin")), {"unknown_network"}),
    ("version 1: no payTo", as_body(v1(payTo=None)), {FORM}),
    ("version 1: no asset", as_body(v1(asset=None)), {FORM}),
    ("other dialect", {"status": 402, "headers": {"WWW-Authenticate": 'L402 macaroon="a", invoice="b"'}, "body": ""},
     {"not_a_challenge"}),
]

REQUEST = {"method": "GET", "url": URL}
BODY = {"challenge": as_header(TERMS), "request": REQUEST}
CONTROL = json.loads(json.dumps(BODY))
CONTROL["context"] = {"tool": "a\u0000b", "task": "\u202ereversed", "reason": "\u001b[31mred"}


def changed(**changes):
    body = copy.deepcopy(BODY)
    for key, value in changes.items():
        if value is None:
            body.pop(key, None)
        else:
            body[key] = value
    return body


# (name, body as text or object, expected status)
REQUESTS = [
    ("no body", "", 400), ("not JSON", "pay", 400), ("a list", "[]", 400), ("truncated", json.dumps(BODY)[:-5], 400),
    ("duplicate key", '{"request":{},' + json.dumps(BODY)[1:], 400),
    ("unknown member", changed(please="yes"), 400), ("no challenge", changed(challenge=None), 400),
    ("no request", changed(request=None), 400), ("challenge is a text", changed(challenge="402"), 400),
    ("status 200", changed(challenge={**as_header(TERMS), "status": 200}), (400, 422)),
    ("status as text", changed(challenge={**as_header(TERMS), "status": "402"}), 400),
    ("relative URL", changed(request={"method": "GET", "url": "/v1/thing"}), 400),
    ("file URL", changed(request={"method": "GET", "url": "file:///etc/passwd"}), 400),
    ("URL with user", changed(request={"method": "GET", "url": "https://a:b@api.shop.test/"}), 400),
    ("method with blank", changed(request={"method": "GET /", "url": URL}), 400),
    ("long URL", changed(request={"method": "GET", "url": URL + "?" + "q" * 9000}), 400),
    ("maxAmount is a number", changed(maxAmount=5), 400), ("maxAmount negative", changed(maxAmount="-5"), 400),
    ("maxAmount float", changed(maxAmount="0.5"), 400), ("maxAmount too small", changed(maxAmount="9999"), 403),
    ("wait negative", changed(wait=-1), 400), ("wait too long", changed(wait=301), 400), ("wait float", changed(wait=1.5), 400),
    ("wait as text", changed(wait="30"), 400), ("key is a number", changed(idempotencyKey=7), 400),
    ("key too long", changed(idempotencyKey="k" * 2000), 400), ("key empty", changed(idempotencyKey=""), 400),
    ("control characters in claims", CONTROL, 400), ("body of 2 MiB", changed(challenge=as_body("x" * 2_000_000)), 413),
    ("allowRepeat as text", changed(allowRepeat="yes"), 400), ("context is a list", changed(context=[]), 400),
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    options = parser.parse_args()
    till = Till(options.bin)
    till.start(unlock=False)
    till.create_vault()
    agent = till.add_agent("hostile", {"version": 1, "name": "open", "default": "allow"})
    own = agent["address"]
    faults = []

    def post(body, token=agent["token"]):
        connection = http.client.HTTPConnection(till.host, till.port, timeout=20)
        text = body if isinstance(body, str) else json.dumps(body)
        connection.request("POST", "/v1/payments", body=text.encode(), headers={
            "Authorization": f"Bearer {token}", "Content-Type": "application/json"})
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        return answer.status, answer.headers.get("Content-Type", ""), raw

    def check(name, answer, is_expected):
        status, kind, raw = answer
        if not 400 <= status < 500:
            faults.append(f"{name}: status {status}")
        elif "problem+json" not in kind:
            faults.append(f"{name}: {kind} is no problem document")
        elif b"PAYMENT-SIGNATURE" in raw or b"X-PAYMENT" in raw:
            faults.append(f"{name}: signed")
        else:
            problem = json.loads(raw)
            if not is_expected(status, problem) or not problem.get("title"):
                faults.append(f"{name}: {status} {problem.get('code')}: {problem.get('detail')}")

    cases = CHALLENGES + [("payTo is our own account", as_header(option(payTo=own)), {"pay_to_self"})]
    for name, challenge, codes in cases:
        rows_before = len(till.payments())
        # A URL of its own, so that none joins what another one bought.
        request = {"method": "GET", "url": f"{URL}/{len(till.payments())}"}
        check(name, post({"challenge": challenge, "request": request}),
              lambda _status, problem, codes=codes: problem.get("code") in codes)
        rows = till.payments()
        if len(rows) != rows_before + 1:
            faults.append(f"{name}: {len(rows) - rows_before} rows instead of one")
        elif rows and rows[0]["status"] != "denied":
            faults.append(f"{name}: its row says {rows[0]['status']}")
    for name, body, status in REQUESTS:
        allowed = status if isinstance(status, tuple) else (status,)
        check(f"request: {name}", post(body), lambda got, _problem, allowed=allowed: got in allowed)
    for name, token in [("empty", ""), ("wrong", "till_a1_" + "0" * 64), ("of nobody", "till_a999_" + "0" * 64),
                        ("not a token", "hello"), ("very long", "till_a1_" + "f" * 5000)]:
        check(f"token: {name}", post(BODY, token), lambda got, _problem: got == 401)
    # The same request without a fault is paid: the refusals above were for their faults.
    status, _, raw = post(changed(request={"method": "GET", "url": URL + "/good"}))
    if status != 200:
        faults.append(f"the good request: {status} {raw[:200]}")
    signed = [row for row in till.payments() if row["status"] not in ("denied",)]
    if len(signed) != 1:
        faults.append(f"{len(signed)} payments were authorized instead of the one good one")
    if not till.cli("payments", "verify")["ok"] or till.process.poll() is not None:
        faults.append("the programs or the ledger did not survive")
    till.stop()
    print(json.dumps({"name": "bad input", "challenges": len(cases), "requests": len(REQUESTS) + 5, "faults": faults},
                     ensure_ascii=False, indent=1))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
