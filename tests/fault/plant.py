#!/usr/bin/env python3
"""Writes a copy of one source file with a fault planted in it, so that a test can show that it would notice.

  tests/fault/plant.py commit-ignored OUTPUT.cpp

When the source has changed so much that the fault has no place any more, the copy is as the source is, and the test that needs
the fault fails.
"""

import os
import sys

ROOT = os.path.join(os.path.dirname(__file__), "..", "..")
LEDGER, VAULT_STORE, VAULT_SLOTS = "core/ledger/ledger.cpp", "core/vault/vault_store.cpp", "core/vault/vault_slots.cpp"

# Of which file, and what is put in the place of what.
PLANTS = {
    # A COMMIT that failed is taken for one that worked.
    "commit-ignored": (LEDGER, [("""        if (auto done = m_database.execute("COMMIT"); !done) {
            return lost(fail(done.error()));
        }
""", """        static_cast<void>(m_database.execute("COMMIT"));
""")]),
    # What may be signed is handed out before the COMMIT, which comes with the next batch.
    "signed-before-commit": (LEDGER, [("""        if (auto done = m_database.execute("COMMIT"); !done) {
            return lost(fail(done.error()));
        }
""", ""), ("""    if (auto done = m_database.execute("BEGIN IMMEDIATE"); !done) {
""", """    static_cast<void>(m_database.execute("COMMIT"));
    if (auto done = m_database.execute("BEGIN IMMEDIATE"); !done) {
""")]),
    # The old vault makes room before the new one is there.
    "vault-moved-away": (VAULT_STORE, [("""        auto kept = writeNew(*directory, kNewName, *current);
        kept = kept ? moveInto(*directory, kNewName, kPreviousName) : kept;
""", """        auto kept = moveInto(*directory, kVaultName, kPreviousName);
""")]),
    # The new vault is in its place before it is synced and read back.
    "vault-in-place-unread": (VAULT_STORE, [("""    if (auto written = writeNew(*directory, kNewName, bytes); !written) {
        return written;
    }
    const auto readBack = readAll(*directory, kNewName);
""", """    if (auto written = writeNew(*directory, kVaultName, bytes); !written) {
        return written;
    }
    const auto readBack = readAll(*directory, kVaultName);
"""), ("""        return fail(VaultError::NotWritten);
    }
    return moveIntoPlace(*directory, current->empty() ? Before::Nothing : Before::PreviousKept);
}

Result<void, VaultError> VaultStore::recoverPrevious""", """        return fail(VaultError::NotWritten);
    }
    return {};
}

Result<void, VaultError> VaultStore::recoverPrevious""")]),
    # What the old passphrase opens could not be removed, and nobody says so.
    "vault-previous-unsaid": (VAULT_SLOTS, [("""    return m_store.dropPrevious() ? Result<void, VaultError>{} : fail(VaultError::PreviousKept);
""", """    static_cast<void>(m_store.dropPrevious());
    return {};
""")]),
}


def main():
    name, output = sys.argv[1:]
    path, changes = PLANTS[name]
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        text = file.read()
    for old, new in changes:
        if text.count(old) != 1:
            print(f"The planted fault {name} has lost its place in {path}: bring tests/fault/plant.py along.", file=sys.stderr)
            continue
        text = text.replace(old, new)
    with open(output, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
