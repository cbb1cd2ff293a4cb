"""Runs the tests of the mutated copy: once to see which mutants each test function comes by, then against every mutant."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor

FAILED = re.compile(r"^(?:FAIL!|XPASS)\s*: \w+::(\w+)\(", re.M)
SLOW_SECONDS = 0.5  # a test function that takes longer runs only when the quick ones noticed nothing
WALL_SECONDS = 150  # for what waits; what computes ends by its processor time, which other programs do not eat
MOST_BYTES = 4 << 30


class Function:
    """One test function: its processor time, the mutants it comes by, and how many it has killed so far."""

    def __init__(self, program, name, seconds=0.0, reached=()):
        self.program, self.name, self.seconds, self.reached, self.kills = program, name, seconds, set(reached), 0

    def worth(self):
        return (self.kills + 1) / (self.seconds + 0.02)


def run(arguments, cpu_seconds, **environment):
    """(exit code, output, processor seconds); the exit code is that of a signal when the time is over."""
    place = tempfile.mkdtemp(prefix="till-mutant-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    variables = dict(os.environ, TMPDIR=place, QT_QPA_PLATFORM="offscreen", QTEST_FATAL_FAIL="1", QTEST_DISABLE_STACK_DUMP="1",
                     QTEST_DISABLE_CORE_DUMP="1", RC_PARAMS="seed=1 noshrink=1", **environment)
    try:
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen([*arguments, "-nocrashhandler"], env=variables, preexec_fn=limit,
                                       stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
            late = threading.Timer(WALL_SECONDS, os.kill, (process.pid, signal.SIGKILL))
            late.start()
            _, status, used = os.wait4(process.pid, 0)
            late.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            return process.returncode, said.read().decode("utf-8", "replace"), used.ru_utime + used.ru_stime
    finally:
        shutil.rmtree(place, ignore_errors=True)


def functions_of(program):
    listed = subprocess.run([program, "-functions"], capture_output=True, text=True, check=True)
    return [Function(program, name) for name in re.findall(r"^(\w+)\(\)$", listed.stdout, re.M)]


def look_around(program):
    """The functions of a program, each run alone without any mutant."""
    functions = functions_of(program)
    with tempfile.NamedTemporaryFile(prefix="till-reached-") as reached:
        for function in functions:
            code, output, function.seconds = run([program, function.name], 200, TILL_MUTANTS_REACHED=reached.name)
            if code != 0:
                raise SystemExit(f"{program} {function.name} fails without any mutant:\n{output[-3000:]}")
            with open(reached.name, encoding="ascii") as file:
                function.reached = {int(line) for line in file}
    return functions


def known_or_seen(program, cache):
    """What look_around finds, kept beside the programs until one is built anew."""
    kept = os.path.join(cache, os.path.basename(program) + ".json")
    built = os.stat(program).st_mtime_ns
    if os.path.exists(kept):
        with open(kept, encoding="ascii") as file:
            found = json.load(file)
        if found["built"] == built:
            return [Function(program, *each) for each in found["functions"]]
    functions = look_around(program)
    with open(kept, "w", encoding="ascii") as file:
        json.dump({"built": built, "functions": [(each.name, each.seconds, sorted(each.reached)) for each in functions]}, file)
    return functions


class Tests:
    """Test functions that take longer than `most_seconds` of processor time are left out."""

    def __init__(self, programs, cache, jobs, most_seconds):
        os.makedirs(cache, exist_ok=True)
        with ThreadPoolExecutor(jobs) as pool:
            found = [function for each in pool.map(lambda program: known_or_seen(program, cache), programs) for function in each]
        self.left_out = [each for each in found if each.seconds > most_seconds]
        self.functions = [each for each in found if each.seconds <= most_seconds]

    def fault(self, number):
        """Which test notices the mutant; empty when none does."""
        able = sorted((each for each in self.functions if number in each.reached), key=lambda each: -each.worth())
        for batch in ([each for each in able if each.seconds < SLOW_SECONDS], [each for each in able if each.seconds >= SLOW_SECONDS]):
            for program in dict.fromkeys(each.program for each in batch):
                of_it = [each for each in batch if each.program == program]
                seconds = sum(each.seconds for each in of_it)
                code, output, _ = run([program, *(each.name for each in of_it)], int(5 + 6 * seconds), TILL_MUTANT=str(number))
                if code == 0:
                    continue
                failed = FAILED.findall(output)
                for each in of_it:
                    each.kills += each.name in failed[:1]
                return os.path.basename(program) + " " + (failed[0] if failed else f"ends with {code}")
        return ""

    def reaches(self, number):
        return any(number in each.reached for each in self.functions)
