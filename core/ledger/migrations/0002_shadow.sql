-- Version 2 of the ledger: what policies said that only run beside the live ones. Advice, which decides nothing and is
-- in no event; it goes with its shadow, and nothing else is derived from it.

-- How often: the verdict that held, and the one that the shadow would have given.
CREATE TABLE shadow_counts (
    policy   TEXT    NOT NULL, -- id of the agent, or 'global'
    live     TEXT    NOT NULL, -- allow, ask or deny
    would    TEXT    NOT NULL,
    payments INTEGER NOT NULL,
    PRIMARY KEY (policy, live, would)
) STRICT, WITHOUT ROWID;

-- The last payments where they differ; older ones are deleted.
CREATE TABLE shadow_examples (
    policy   TEXT    NOT NULL,
    payment  INTEGER NOT NULL,
    at_ms    INTEGER NOT NULL,
    live     TEXT    NOT NULL,
    would    TEXT    NOT NULL,
    sentence TEXT    NOT NULL, -- why it would
    PRIMARY KEY (policy, payment)
) STRICT, WITHOUT ROWID;
