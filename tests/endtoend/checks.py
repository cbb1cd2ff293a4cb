"""What the end-to-end tests share: claims that are checked, and counted."""

import argparse
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "harness"))

import till as harness  # noqa: E402  (the path is set above)


class Checks:
    def __init__(self, name):
        self.name = name
        self.count = 0
        self.faults = []

    def that(self, claim, holds, seen=""):
        self.count += 1
        if not holds:
            self.faults.append(f"{claim}: {seen}")

    def same(self, claim, seen, expected):
        self.that(claim, seen == expected, f"{seen!r} instead of {expected!r}")

    def end(self):
        print(json.dumps({"name": self.name, "checks": self.count, "faults": self.faults}, ensure_ascii=False,
                         indent=1))
        sys.exit(1 if self.faults else 0)


def binaries():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    return parser.parse_args().bin


def run(till, *arguments, passphrase=None, stdin=None):
    """`till … --json` as it is: exit code, what it printed as JSON, and the code of its error."""
    command = [f"{till.bin}/till", "--data-dir", till.directory, "--json", *arguments]
    descriptors = []
    if passphrase is not None:
        descriptors = [harness.with_pipe(passphrase)]
        command += ["--passphrase-fd", str(descriptors[0])]
    done = subprocess.run(command, pass_fds=descriptors, capture_output=True, text=True, timeout=120, input=stdin)
    for each in descriptors:
        os.close(each)
    answer = json.loads(done.stdout) if done.stdout.strip() else None
    code = json.loads(done.stderr)["error"]["code"] if done.returncode != 0 and done.stderr.strip() else None
    return done.returncode, answer, code
