# Python 3, no packages. TILL_TOKEN is what "till agent add" showed once.
import json
import os
import urllib.error
import urllib.request
import uuid


def paid_fetch(url, key=None):
    """Like urlopen(), but pays when the answer is 402. One key for one purchase: retry with the same key."""
    body = {"url": url, "method": "GET", "idempotencyKey": key or str(uuid.uuid4()), "wait": 60}
    request = urllib.request.Request(
        "@ENDPOINT@/v1/fetch",
        data=json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + os.environ["TILL_TOKEN"], "Content-Type": "application/json"},
    )
    return urllib.request.urlopen(request)


try:
    with paid_fetch("@URL@") as answer:
        print(answer.status, answer.read().decode())
except urllib.error.HTTPError as error:
    raise SystemExit(error.read().decode())  # a problem document: code, detail, hint, moneyMoved
