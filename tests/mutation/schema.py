"""A copy of the sources with every mutant in it behind a switch, built once."""

import json
import os
import re
import subprocess

import source

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
FOLDERS = ["policy", "ledger", "payment"]
MOST_BUILDS = 30
PLACE = re.compile(r"^(?:\S*/)?(?P<path>(?:core|tests)/\S+?\.(?:cpp|h)):(?P<line>\d+):")
NUMBERED = re.compile(r"\b(?:int N = |(?:side|sign|less|lessOrEqual|greater|greaterOrEqual|equal|unequal|plus|minus|least|most|"
                      r"Constant)<)(\d+)")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write_if_new(path, text):
    if not os.path.exists(path) or read(path) != text:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def all_mutants(only):
    """Those of the sources whose path begins with `only`. Headers are left out: all tests would have to be compiled anew."""
    found = []
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(ROOT, "core", folder))):
            path = f"core/{folder}/{name}"
            if name.endswith(".cpp") and path.startswith(only):
                found += source.mutants_of(path, read(os.path.join(ROOT, path)))
    for number, mutant in enumerate(found):
        mutant.number = number
    return found


def test_programs(folders):
    """The tests of these folders, and of payment, which stands on them."""
    knowing = sorted({each for folder in folders for each in (folder, "payment")})
    return [name[:-4] for folder in knowing for name in sorted(os.listdir(os.path.join(ROOT, "tests", "core", folder)))
            if name.startswith("tst_") and name.endswith(".cpp")]


class Copy:
    def __init__(self, folder, mutants, jobs):
        # Laid out as the repository is, so that a compiler cache knows again what is not mutated.
        self.sources, self.build, self.jobs, self.mutants = folder, os.path.join(folder, "build", "ci"), jobs, mutants
        self.by_path = {}
        for mutant in mutants:
            self.by_path.setdefault(mutant.path, []).append(mutant)
        # What an earlier build found out need not be found out again.
        self.forms_path, self.forms = os.path.join(folder, "forms.json"), {}
        if os.path.exists(self.forms_path):
            self.forms = json.loads(read(self.forms_path))
        for mutant in mutants:
            mutant.form = self.forms.get(json.dumps(mutant.key()), 0)
        self.code = {path: read(os.path.join(ROOT, path)) for path in self.by_path}
        self.programs = test_programs({path.split("/")[1] for path in self.by_path})

    def program(self, name):
        return os.path.join(self.build, "tests", name)

    def make(self):
        """Copies, switches and builds, taking out what does not compile."""
        listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
        for path in listed.stdout.split("\n"):
            if os.path.isfile(os.path.join(ROOT, path)) and path not in self.by_path:
                with open(os.path.join(ROOT, path), "rb") as file:
                    content = file.read()
                there = os.path.join(self.sources, path)
                os.makedirs(os.path.dirname(there), exist_ok=True)
                if not os.path.exists(there) or open(there, "rb").read() != content:
                    with open(there, "wb") as file:
                        file.write(content)
        for _ in range(MOST_BUILDS):
            for path, mutants in self.by_path.items():
                write_if_new(os.path.join(self.sources, path),
                             f'#include "tests/mutation/mutant.h"\n#include "{os.path.basename(path)}.switched"\n')
                write_if_new(os.path.join(self.sources, path + ".switched"),
                             source.switched(path, self.code[path], mutants))
            if self.is_built():
                return
        raise SystemExit(f"The mutated sources do not compile after {MOST_BUILDS} attempts.")

    def is_built(self):
        if not os.path.exists(os.path.join(self.build, "build.ninja")):
            subprocess.run(["cmake", "--preset", "ci", "-DTILL_BUILD_DESKTOP=OFF"], cwd=self.sources, check=True,
                           stdout=subprocess.DEVNULL)
        for targets in (sorted({"till_" + path.split("/")[1] for path in self.by_path}), self.programs):
            built = subprocess.run(["ninja", "-C", self.build, f"-j{self.jobs}", "-k", "0", *targets],
                                   capture_output=True, text=True)
            if built.returncode != 0:
                taken = self.take_out(built.stdout)
                print(f"  {taken} switches do not compile", flush=True)
                if not taken:
                    raise SystemExit(built.stdout[-5000:])
                return False
        return True

    def take_out(self, output):
        """Gives the mutants that the compiler complains about their next form, or none; how many."""
        guilty, context = {}, []
        for line in output.split("\n"):
            context.append(line)
            if " error: " not in line:
                continue
            text = "\n".join(context)
            context = []
            named = [self.mutants[int(number)] for number in NUMBERED.findall(text)]
            if not named:
                places = [(match["path"], int(match["line"])) for each in text.split("\n") if (match := PLACE.match(each))
                          and (" error: " in each or "required from" in each)]
                named = [mutant for path, at in places for mutant in self.by_path.get(path, [])
                         if mutant.is_switched() and mutant.lines[0] <= at <= mutant.lines[1]]
                at_line = [mutant for mutant in named if any(mutant.line == at for _, at in places)]
                named = at_line or named
            guilty.update((mutant.number, mutant) for mutant in named if mutant.is_switched())
        for mutant in guilty.values():
            mutant.form += 1
            self.forms[json.dumps(mutant.key())] = mutant.form
        write_if_new(self.forms_path, json.dumps(self.forms, indent=0))
        return len(guilty)
