#!/usr/bin/env python3
"""Breaks the money code on purpose, one small change at a time, and sees whether the tests notice. See README.md.

  tests/mutation/mutate.py --list                          how many mutants there are
  tests/mutation/mutate.py --sample 40 --seed 1            some of them, by chance
  tests/mutation/mutate.py --only core/payment/settle.cpp  all of one file
  tests/mutation/mutate.py --again results.json            those that survived last time
  tests/mutation/mutate.py                                 all

Exit code 0 when at least 90 % died, those that survivors.json gives a reason for left out.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import random
import sys
import tempfile
import time

import runs
import schema

NEEDED = 90  # per cent


def options_of():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--only", default="", help="a file, or the beginning of its path")
    parser.add_argument("--again", help="results of an earlier run")
    parser.add_argument("--results", help="where to write what became of each (default: results.json in the work folder)")
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "till-mutants"))
    parser.add_argument("--most-seconds", type=float, default=1e9,
                        help="leave out test functions that take longer: quick, and the score is never too high")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


def chosen(mutants, options):
    if options.again:
        with open(options.again, encoding="utf-8") as file:
            survived = {(each["file"], each["line"], each["change"], each["nth"]) for each in json.load(file) if not each["by"]}
        mutants = [each for each in mutants if each.key() in survived]
    if options.sample:
        mutants = random.Random(options.seed).sample(mutants, min(options.sample, len(mutants)))
    return sorted(mutants, key=lambda each: each.number)


def known_survivors():
    with open(os.path.join(os.path.dirname(__file__), "survivors.json"), encoding="utf-8") as file:
        return {(each["file"], each["line"], each["change"], each.get("nth", 1)): each["reason"] for each in json.load(file)}


def print_table(counts, seconds):
    columns = ["mutants", "died", "excused", "survived"]
    print(f"\n{'folder':10}" + "".join(f"{column:>10}" for column in columns) + f"{'score':>9}")
    total = sum(counts.values(), collections.Counter())
    for folder, count in [*counts.items(), ("all", total)]:
        print(f"{folder:10}" + "".join(f"{count[column]:10}" for column in columns) + f"{score(count):8.1f}%")
    print(f"{seconds / 60:.0f} minutes")
    return score(total)


def score(count):
    counted = count["died"] + count["survived"]
    return 100 * count["died"] / counted if counted else 100.0


def main():
    options = options_of()
    everything = schema.all_mutants(options.only)
    mutants = chosen(everything, options)
    if options.list:
        for folder, count in collections.Counter(each.path.split("/")[1] for each in mutants).items():
            print(f"{folder:10}{count:6}")
        print(f"{len(mutants)} mutants in {len({each.path for each in mutants})} files")
        return
    known = known_survivors()
    for key in set(known) - {each.key() for each in everything}:
        if key[0].startswith(options.only):
            print(f"survivors.json names a mutant that is no more: {key}")
    started = time.monotonic()
    copy = schema.Copy(options.work, everything, options.jobs)
    copy.make()
    mutants = [each for each in mutants if each.is_switched()]
    unswitched = sum(not each.is_switched() for each in everything)
    print(f"{len(mutants)} mutants, seed {options.seed}; {unswitched} of {len(everything)} changes do not compile and are none; "
          f"built in {time.monotonic() - started:.0f} s", flush=True)
    tests = runs.Tests([copy.program(name) for name in copy.programs], os.path.join(options.work, "reached"), options.jobs,
                       options.most_seconds)
    print(f"{len(tests.functions)} test functions in {sum(each.seconds for each in tests.functions):.0f} s, "
          f"{len(tests.left_out)} slower ones left out", flush=True)
    counts = {folder: collections.Counter() for folder in schema.FOLDERS}
    results = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for mutant, fault in zip(mutants, pool.map(lambda each: tests.fault(each.number), mutants)):
            reason = known.get(mutant.key())
            result = "died" if fault else "excused" if reason else "survived"
            counts[mutant.path.split("/")[1]].update(["mutants", result])
            results.append({"file": mutant.path, "line": mutant.text, "change": mutant.change, "nth": mutant.nth, "by": fault,
                            "at": mutant.line})
            note = "" if tests.reaches(mutant.number) else " (no test comes by)"
            print(f"{mutant.path}:{mutant.line} {mutant.change}: {fault or reason or 'SURVIVED' + note}", flush=True)
            if fault and reason:
                print("    died, although survivors.json says that nothing can notice it", flush=True)
    with open(options.results or os.path.join(options.work, "results.json"), "w", encoding="utf-8") as file:
        json.dump(results, file, indent=1)
    for each in results:
        if not each["by"] and (each["file"], each["line"], each["change"], each["nth"]) not in known:
            print(f"  {each['file']}:{each['at']} {each['change']}\n      {each['line']}")
    reached_score = print_table(counts, time.monotonic() - started)
    sys.exit(0 if reached_score >= NEEDED else 1)


if __name__ == "__main__":
    main()
