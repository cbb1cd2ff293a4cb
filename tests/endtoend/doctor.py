#!/usr/bin/env python3
"""till doctor against the real programs: leaks of every form planted in files, and a set-up that goes wrong.

    tests/endtoend/doctor.py --bin build/ci/bin
"""

import json
import os
import shutil
import subprocess
import tempfile

from checks import Checks, binaries, harness, run

# The key and the phrase that EVM development tools share; the phrase's first account is the key's.
PHRASE = "test test test test test test test test test test test junk"
KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
KEY_ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
OTHER_KEY = "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"
HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def plant(folder):
    """Files with what a careless setup leaves behind; gives file -> (line, kind) of each leak of ours."""
    numbered = "\n".join(f"{number + 1}. {word}" for number, word in enumerate(PHRASE.split()))
    files = {
        ".env": (f"# paid\nRPC=https://x.test\nPRIVATE_KEY=0x{KEY}\n", (3, "private key")),
        "claude_desktop_config.json": (json.dumps({"mcpServers": {"pay": {"env": {"KEY": "0x" + KEY}}}}, indent=1),
                                       (5, "private key")),
        ".bash_history": (f"ls\ncast send --private-key {KEY} x\n", (2, "private key")),
        "words.txt": ("my wallet\n" + PHRASE + "\n", (2, "recovery words")),
        "list.md": ("# words\n\n" + numbered + "\n", (3, "recovery words")),
        "deep/er/settings.yaml": (f"agent:\n  mnemonic: \"{PHRASE.upper()}\"\n", (2, "recovery words")),
        "UTC--keystore": (json.dumps({"address": KEY_ADDRESS[2:].lower(), "version": 3,
                                      "crypto": {"ciphertext": HASH, "mac": HASH}}), (1, "encrypted key file")),
        # None of these is ours.
        "other.env": (f"PRIVATE_KEY={OTHER_KEY}\n", None),
        "hashes.txt": (f"sha256 {HASH}\n{HASH}\n", None),
        "clean.txt": ("Nothing to see in this file.\n", None),
    }
    expected = {}
    for name, (text, leak) in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        if leak:
            expected[path] = leak
    with open(os.path.join(folder, "picture.png"), "wb") as file:
        file.write(b"\x89PNG\0" + KEY.encode())
    with open(os.path.join(folder, "huge.log"), "wb") as file:
        file.truncate(17 * 1024 * 1024)
    os.symlink("/etc", os.path.join(folder, "etc"))
    os.symlink(os.path.join(folder, ".env"), os.path.join(folder, "link.env"))
    os.mkfifo(os.path.join(folder, "pipe"))
    return expected


def main():
    checks = Checks("doctor")
    till = harness.Till(binaries())
    folder = tempfile.mkdtemp(prefix="till-doctor-")
    expected = plant(folder)

    # Before anything runs.
    code, _, error = run(till, "doctor", folder)
    checks.same("without a keeper nothing can be compared", (code, error), (3, "not_running"))
    code, answer, _ = run(till, "doctor")
    checks.same("the set-up without a keeper", code, 1)
    checks.same("says so", [each["health"] for each in answer["checks"] if each["name"] == "tillkeeperd"], ["bad"])

    till.start(unlock=False)
    till.create_vault()
    key = harness.with_pipe("0x" + KEY)
    password = harness.with_pipe(harness.PASSPHRASE)
    subprocess.run([f"{till.bin}/till", "--data-dir", till.directory, "--json", "account", "import", "--family", "evm",
                    "--private-key-fd", str(key), "--passphrase-fd", str(password)],
                   pass_fds=[key, password], check=True, capture_output=True, timeout=60)

    code, answer, _ = run(till, "doctor", folder)
    checks.same("it ends with 1", code, 1)
    own = {each["file"]: (each["line"], each["kind"]) for each in answer["found"] if each["own"]}
    checks.same("every leak of ours, where it is", own, expected)
    for each in answer["found"]:
        if each["own"]:
            checks.that("names the account", KEY_ADDRESS in each["accounts"][0], each)
    others = [os.path.basename(each["file"]) for each in answer["found"] if not each["own"]]
    checks.same("a key of others is only mentioned", others, ["other.env"])
    checks.same("what was not read", {name: answer["skipped"][name] for name in
                                      ("binary", "tooLarge", "links", "special", "cutShort")},
                {"binary": 1, "tooLarge": 1, "links": 2, "special": 1, "cutShort": False})
    text = subprocess.run([f"{till.bin}/till", "--data-dir", till.directory, "doctor", folder], capture_output=True,
                          text=True, timeout=60)
    for secret in (KEY, OTHER_KEY, PHRASE, KEY.upper()):
        checks.that("no secret is ever printed", secret not in text.stdout + text.stderr + json.dumps(answer))
    checks.that("words for a person", "FOUND" in text.stdout and "Move it to a new account" in text.stdout)

    code, answer, _ = run(till, "doctor", os.path.join(folder, "clean.txt"), os.path.join(folder, "hashes.txt"))
    checks.same("clean files", (code, answer["ok"], answer["found"]), (0, True, []))
    code, answer, _ = run(till, "doctor", os.path.join(folder, "other.env"))
    checks.same("a key of others alone is no alarm", (code, len(answer["found"])), (0, 1))
    code, answer, _ = run(till, "doctor", os.path.join(folder, "link.env"))
    checks.same("a link that was named is followed", (code, answer["files"]), (1, 1))
    checks.same("a path that is not there", run(till, "doctor", folder + "/no")[0], 6)

    # The set-up.
    def bad(answer):
        return sorted(each["name"] for each in answer["checks"] if each["health"] == "bad")

    code, answer, _ = run(till, "doctor")
    checks.same("a good set-up", (code, bad(answer)), (0, []))
    advice = {each["name"]: each["advice"] for each in answer["checks"] if each["health"] == "advice"}
    checks.that("with advice", "till vault backup" in advice.get("backup", "") and "node" in advice, advice)
    os.chmod(till.directory, 0o755)
    os.chmod(os.path.join(till.directory, "vault"), 0o644)
    code, answer, _ = run(till, "doctor")
    checks.same("an open one", (code, bad(answer)), (1, ["data directory", "vault"]))
    checks.that("says how to close it", any("chmod 600" in each["advice"] for each in answer["checks"]))
    os.chmod(till.directory, 0o700)
    os.chmod(os.path.join(till.directory, "vault"), 0o600)
    run(till, "network", "set", "eip155:84532", "--rpc", "http://127.0.0.1:9", passphrase=harness.PASSPHRASE)
    harness.wait_until(lambda: "node" in bad(run(till, "doctor")[1]), 30)
    checks.same("a node that does not answer", bad(run(till, "doctor")[1]), ["node"])
    till.stop()
    shutil.rmtree(folder)
    checks.end()


if __name__ == "__main__":
    main()
