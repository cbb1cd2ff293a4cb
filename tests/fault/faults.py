"""What the fault tests have in common: which faults a system call can have, and which of them are tried."""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

# By what the call is: a write, another that may find the disk full, the rest (tests/fault/syscalls/fault.h).
KINDS = {"w": ["kill", "torn", "eio", "enospc", "short", "dead"], "s": ["kill", "eio", "enospc", "dead"], "r": ["kill", "eio"]}
KILLED = -9


def options_with(sample):
    """The command line; `sample` is how many runs of each flow are drawn when it does not say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True, help="the build directory, for example build/ci")
    parser.add_argument("--all", action="store_true", help="every fault at every call, instead of a sample")
    parser.add_argument("--sample", type=int, default=sample, help="so many runs of each flow, drawn by the seed")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--flows", nargs="+", help="only these")
    parser.add_argument("--planted", help="a fault of plant.py: its program is run, and to succeed is to notice it")
    return parser.parse_args()


class Runs:
    """Many runs of one program, each with one fault, each on its own copy of a folder."""

    def __init__(self, options, work):
        self.options, self.work = options, work
        self.shim = os.path.abspath(f"{options.build}/tests/libtill_fault_shim.so")
        self.chance = random.Random(options.seed)
        self.faults, self.runs, self.told, self.killed, self.calls = [], 0, 0, 0, {}

    def faulty(self, program):
        """The program that is to be tried: `program`, or its copy with a fault of ours in it."""
        name = os.path.basename(program)
        return os.path.abspath(f"{self.options.build}/tests/{name}-{self.options.planted}") if self.options.planted else program

    def fresh(self, base):
        """A copy of `base` for this thread."""
        folder = os.path.join(self.work, f"wallet-{threading.get_ident()}")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(base, folder)
        return folder

    def counted(self, path):
        with open(path, encoding="ascii") as file:
            return file.read()

    def every_fault(self, flow, letters):
        """Calls self.one(flow, kind, call) for each fault that this flow's calls can have, or for a sample of them."""
        self.calls[flow] = len(letters)
        todo = [(kind, call) for call, letter in enumerate(letters, 1) for kind in KINDS[letter]]
        if self.options.planted:
            self.chance.shuffle(todo)
        elif not self.options.all:
            todo = self.chance.sample(todo, min(self.options.sample, len(todo)))

        def each(fault):
            if self.options.planted and self.faults:
                return  # noticed
            self.runs += 1
            self.one(flow, *fault)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(each, todo))

    def end(self, name, started):
        """Prints what was found; ends the program."""
        for fault in self.faults[:20]:
            print(fault)
        print(json.dumps({"name": name, "seed": self.options.seed, "calls": self.calls, "runs": self.runs, "killed": self.killed,
                          "told": self.told, "faults": len(self.faults), "seconds": round(time.monotonic() - started, 1)}))
        if self.options.planted:
            print("noticed" if self.faults else "NOT noticed")
            sys.exit(0 if self.faults else 1)
        # A run in which nothing was killed or nothing spoke has tested nothing.
        is_real = self.killed > self.runs / 10 and self.told > self.runs / 20 and min(self.calls.values()) > 15
        sys.exit(0 if is_real and not self.faults else 1)


class FlowRuns(Runs):
    """Runs of a program that does one flow on a folder, says so in lines, and ends: `program FOLDER FLOW`."""

    def __init__(self, options, work, program):
        super().__init__(options, work)
        self.program = os.path.abspath(f"{options.build}/tests/{program}")
        self.tried = self.faulty(self.program)

    def run(self, folder, flow):
        return self.ended([self.program, folder, flow], dict(os.environ))

    def run_tried(self, folder, flow, **variables):
        """The same with the program that is tried, under the shim."""
        shimmed = {**os.environ, "LD_PRELOAD": self.shim, "TILL_FAULT_DIR": folder, **variables}
        return self.ended([self.tried, folder, flow], shimmed)

    @staticmethod
    def ended(command, environment):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout.splitlines()

    def letters_of(self, flow, base):
        folder, count = self.fresh(base), os.path.join(self.work, "count")
        status, said = self.run_tried(folder, flow, TILL_FAULT_COUNT=count)
        assert status == 0, said
        return self.counted(count)


def workspace(name):
    """In memory where there is such a place: what counts is the order of calls, not the disk."""
    fast = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix=f"till-{name}-", dir=fast)
