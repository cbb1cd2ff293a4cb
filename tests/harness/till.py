"""Starts the real programs headless and talks to them, for the tests in tests/fault and tests/bench.

Only the standard library of Python 3.11 (Debian 12) is used.
"""

import base64
import http.client
import json
import os
import signal
import subprocess
import tempfile
import time
from urllib.parse import urlsplit

PASSPHRASE = "correct horse battery"
BASE_SEPOLIA_USDC = "0x036CbD53842c5426634e7929541eC2318f3dCF7e"
MERCHANT = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"


def with_pipe(text):
    """A descriptor that gives `text` and then ends."""
    read, write = os.pipe()
    os.write(write, text.encode())
    os.close(write)
    return read


class Till:
    """One data directory with its daemon."""

    def __init__(self, bin_dir, practice=False):
        self.bin = os.path.abspath(bin_dir)
        self.practice = practice
        self.directory = tempfile.mkdtemp(prefix="till-test-")
        os.chmod(self.directory, 0o700)
        self.process = None
        self.ready = None

    def start(self, unlock):
        """Starts tillkeeperd and waits until it is ready; with `unlock` it opens the vault by itself, also after
        the keeper was killed."""
        arguments = [f"{self.bin}/tillkeeperd", "--data-dir", self.directory, "--listen", "127.0.0.1:0"]
        descriptors = []
        if unlock:
            descriptors = [with_pipe(PASSPHRASE)]
            arguments += ["--passphrase-fd", str(descriptors[0])]
        if self.practice:
            arguments += ["--practice"]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, pass_fds=descriptors)
        for each in descriptors:
            os.close(each)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("tillkeeperd ended before it was ready")
        self.ready = json.loads(line)
        parts = urlsplit(self.ready["endpoint"])
        self.host, self.port = parts.hostname, parts.port

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=20)

    def cli(self, *arguments, passphrase=False):
        """Runs `till … --json` and gives back what it prints."""
        command = [f"{self.bin}/till", "--data-dir", self.directory, "--json", *arguments]
        descriptors = []
        if passphrase:
            descriptors = [with_pipe(PASSPHRASE)]
            command += ["--passphrase-fd", str(descriptors[0])]
        try:
            done = subprocess.run(command, pass_fds=descriptors, capture_output=True, text=True, timeout=60)
        finally:
            for each in descriptors:
                os.close(each)
        if done.returncode != 0 and not done.stdout:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.strip()}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def create_vault(self):
        words_read, words_write = os.pipe()
        pipe = with_pipe(PASSPHRASE)
        subprocess.run(
            [f"{self.bin}/till", "--data-dir", self.directory, "--json", "vault", "create", "--passphrase-fd",
             str(pipe), "--phrase-out-fd", str(words_write), "--kdf-memory-mib", "64"],
            pass_fds=[pipe, words_write], check=True, capture_output=True, timeout=60)
        os.close(pipe)
        os.close(words_write)
        os.close(words_read)

    def add_agent(self, name, policy):
        path = os.path.join(self.directory, f"{name}.policy.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(policy, file)
        return self.cli("agent", "add", name, "--policy", path, passphrase=True)

    def payments(self, **conditions):
        """Every row of the ledger, newest first."""
        rows, after = [], None
        while True:
            arguments = ["payments", "list", "--limit", "25"]
            for key, value in conditions.items():
                arguments += [f"--{key}", value]
            if after:
                arguments += ["--after", after]
            page = self.cli(*arguments)
            rows += page["payments"]
            after = page["next"]
            if not after:
                return rows

    def pids(self, program):
        """Children of the daemon that run `program`."""
        found = []
        for entry in os.listdir("/proc"):
            if not entry.isdigit():
                continue
            try:
                with open(f"/proc/{entry}/stat", encoding="ascii", errors="replace") as file:
                    stat = file.read()
            except OSError:
                continue
            name = stat[stat.index("(") + 1:stat.rindex(")")]
            parent = int(stat[stat.rindex(")") + 2:].split()[1])
            if name == program[:15] and parent == self.process.pid:
                found.append(int(entry))
        return found

    def kill(self, program):
        """SIGKILL, as a crash would be. False when none runs at this moment."""
        pids = self.pids(program)
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass  # it was on its way out already
        return bool(pids)


def challenge(amount, resource, pay_to=MERCHANT):
    """A 402 answer of x402 version 2 that asks for `amount` millionths of a USDC on Base Sepolia."""
    terms = {
        "x402Version": 2,
        "error": "Payment required",
        "resource": {"url": resource, "description": "test goods", "mimeType": "application/json"},
        "accepts": [{
            "scheme": "exact", "network": "eip155:84532", "amount": str(amount), "asset": BASE_SEPOLIA_USDC,
            "payTo": pay_to, "maxTimeoutSeconds": 300, "extra": {"name": "USDC", "version": "2"},
        }],
    }
    header = base64.b64encode(json.dumps(terms, separators=(",", ":")).encode()).decode()
    return {"status": 402, "headers": {"PAYMENT-REQUIRED": header}, "body": "{}"}


class Client:
    """One agent's connection to the endpoint."""

    def __init__(self, till, token):
        self.till = till
        self.token = token
        self.connection = None

    def call(self, method, path, body=None, timeout=20):
        """(status, answer) or raises OSError / http.client.HTTPException when the answer did not come whole."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.till.host, self.till.port, timeout=timeout)
        try:
            self.connection.request(method, path, body=None if body is None else json.dumps(body), headers={
                "Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        return answer.status, json.loads(text) if text else None

    def pay(self, amount, key=None, url="https://api.shop.test/v1/thing", wait=0, **more):
        body = {"challenge": challenge(amount, url), "request": {"method": "GET", "url": url}, "wait": wait, **more}
        if key:
            body["idempotencyKey"] = key
        return self.call("POST", "/v1/payments", body)


def payment_header(answer):
    return next(iter(answer["headers"].values()))


def decoded(answer):
    return json.loads(base64.b64decode(payment_header(answer)))


def wait_until(condition, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False
