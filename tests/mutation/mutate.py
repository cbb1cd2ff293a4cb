#!/usr/bin/env python3
"""Breaks the money code on purpose, one small change at a time, and sees whether the tests notice.

Operators are flipped, constants moved and statements dropped in core/policy, core/ledger and core/payment. Each mutant is built
in a build directory of its own copy of the sources, together with the tests of its folder, and those are run; a mutant dies
when it does not build or a test fails. What survives is listed; survivors.json says of known ones why nothing can notice.

  tests/mutation/mutate.py --list                          how many mutants there are
  tests/mutation/mutate.py --sample 40 --seed 1            some of them, by chance
  tests/mutation/mutate.py --only core/payment/settle.cpp  all of one file
  tests/mutation/mutate.py                                 all: many hours

Not in CI. Exit code 0 when at least 90 % died, those with a reason left out.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
FOLDERS = ["policy", "ledger", "payment"]
NEEDED = 90  # per cent
TEST_SECONDS = 240

# What is replaced by what; each place where the left side stands is a mutant of its own.
OPERATORS = [(" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > "), (" == ", " != "), (" != ", " == "),
             (" && ", " || "), (" || ", " && "), (" + ", " - "), (" - ", " + "), ("return true;", "return false;"),
             ("return false;", "return true;"), ("std::max(", "std::min("), ("std::min(", "std::max("), ("if (!", "if (")]
CONSTANT = re.compile(r"(constexpr .*=\s*)(\d[\d']*)(;.*)")
STATEMENT = re.compile(r"^\s+(?!return|break|continue|throw|using|static_assert|const |auto |std::|case|default)[\w:.>\[\]()*-]+"
                       r"(\(.*\)| [+|-]?= .*);$")
# Words for people and text that no test can hold to the letter.
WORDLESS = re.compile(r'^\s*("|//|///|\*|#|case )|static_assert|template|operator|ensure\(')

# Which tests know a folder: its own, and those above it.
TESTS = {"policy": r"^tst_(policy_json|decide|explain|hard_checks|spend_book|end_sums|merchant_memory|pattern|presets|time_zone|"
                   r"condition_match|payment_budgets|invariants)$",
         "ledger": r"^tst_(database|event_chain|ledger_.*|payment_query|stored_payment|terms_json|payment_rebuild|invariants|"
                   r"power_loss)$",
         "payment": r"^tst_(payment_.*|purchase|seen|settings|agents|invariants)$"}


def mutants_of(path):
    """(line number, new line, what changed) for each mutant of a file."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        lines = file.read().split("\n")
    for number, line in enumerate(lines):
        if WORDLESS.search(line):
            continue
        code = line.split(" //")[0]
        for old, new in OPERATORS:
            start = code.find(old)
            while start >= 0:
                if code[:start].count('"') % 2 == 0:
                    yield number, line[:start] + new + line[start + len(old):], f"{old.strip()} -> {new.strip()}"
                start = code.find(old, start + 1)
        if constant := CONSTANT.search(code):
            value = int(constant[2].replace("'", ""))
            yield number, line.replace(constant[2], str(value + 1), 1), f"{value} -> {value + 1}"
        if STATEMENT.search(code) and not code.strip().startswith("}"):
            yield number, re.match(r"\s*", line)[0] + ";", "dropped " + code.strip()


def all_mutants(only):
    found = []
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(ROOT, "core", folder))):
            path = f"core/{folder}/{name}"
            if name.endswith(".cpp") and (not only or path == only):
                found += [(path, *mutant) for mutant in mutants_of(path)]
    return found


class Copy:
    """Sources and build of its own; unchanged between mutants but for one file."""

    def __init__(self, folder, jobs):
        self.sources, self.build, self.jobs = os.path.join(folder, "src"), os.path.join(folder, "build"), jobs
        if not os.path.isdir(self.sources):
            shutil.copytree(ROOT, self.sources, ignore=shutil.ignore_patterns("build", ".git", "node_modules"))
        subprocess.run(["cmake", "-G", "Ninja", "-S", self.sources, "-B", self.build, "-DCMAKE_BUILD_TYPE=Debug",
                        "-DTILL_BUILD_DESKTOP=OFF"], check=True, stdout=subprocess.DEVNULL)

    def tests_of(self, folder):
        listed = subprocess.run(["ctest", "-N", "-R", TESTS[folder]], cwd=self.build, capture_output=True, text=True, check=True)
        return re.findall(r"Test +#\d+: (\S+)", listed.stdout)

    def fault(self, folder):
        """Why the mutant dies; empty when all tests pass."""
        tests = self.tests_of(folder)
        built = subprocess.run(["ninja", "-C", self.build, f"-j{self.jobs}", *tests], capture_output=True, text=True)
        if built.returncode != 0:
            return "does not build"
        environment = dict(os.environ, TILL_PROPERTY_OPERATIONS="20000", TILL_PROPERTY_SEED="1", TILL_POWER_LOSS_IMAGES="500")
        ran = subprocess.run(["ctest", "-R", TESTS[folder], "--stop-on-failure", "--timeout", str(TEST_SECONDS),
                              f"-j{self.jobs}"], cwd=self.build, capture_output=True, text=True, env=environment)
        if ran.returncode == 0:
            return ""
        failed = re.findall(r"- (\S+) \(", ran.stdout)
        return failed[0] if failed else "a test"

    def put(self, path, text):
        with open(os.path.join(self.sources, path), "w", encoding="utf-8") as file:
            file.write(text)

    def original(self, path):
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            return file.read()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--only")
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "till-mutants"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    mutants = all_mutants(options.only)
    if options.list:
        print(f"{len(mutants)} mutants in {len({mutant[0] for mutant in mutants})} files")
        return
    if options.sample:
        mutants = random.Random(options.seed).sample(mutants, min(options.sample, len(mutants)))
    with open(os.path.join(os.path.dirname(__file__), "survivors.json"), encoding="utf-8") as file:
        known = {(each["file"], each["line"], each["change"]): each["reason"] for each in json.load(file)}
    copy = Copy(options.work, options.jobs)
    for folder in sorted({mutant[0].split("/")[1] for mutant in mutants}):
        if fault := copy.fault(folder):
            sys.exit(f"The tests of {folder} fail without any mutant: {fault}")
    print(f"{len(mutants)} mutants, seed {options.seed}", flush=True)
    started, died, excused, survived = time.monotonic(), 0, 0, []
    for path, number, line, change in sorted(mutants):
        text = copy.original(path)
        lines = text.split("\n")
        before = lines[number].strip()
        lines[number] = line
        copy.put(path, "\n".join(lines))
        fault = copy.fault(path.split("/")[1])
        copy.put(path, text)
        reason = known.get((path, before, change))
        if fault:
            died += 1
        elif reason:
            excused += 1
        else:
            survived.append((path, number + 1, before, change))
        print(f"{path}:{number + 1} {change}: {fault or reason or 'SURVIVED'}", flush=True)
    counted = died + len(survived)
    share = 100 * died / counted if counted else 100.0
    print(json.dumps({"mutants": len(mutants), "died": died, "survived": len(survived), "excused": excused,
                      "percent": round(share, 1), "seconds": round(time.monotonic() - started), "seed": options.seed}))
    for path, number, before, change in survived:
        print(f"  {path}:{number} {change}\n      {before}")
    sys.exit(0 if share >= NEEDED else 1)


if __name__ == "__main__":
    main()
