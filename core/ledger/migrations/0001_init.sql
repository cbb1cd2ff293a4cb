-- Version 1 of the ledger. Amounts are canonical decimal text of atomic units, never SQL numbers; times are Unix
-- milliseconds unless the name says seconds; hashes are 32-byte blobs.

-- What happened, in order, for ever. `hash` covers the row and the hash before it; `mac` is the hash under a key that
-- only an open vault has (absent for the few rows that are written while it is locked: they only narrow).
CREATE TABLE events (
    seq      INTEGER PRIMARY KEY,
    at_ms    INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    payment  INTEGER,          -- number of the payment it is about
    agent    TEXT,             -- id of the agent it is about
    body     TEXT    NOT NULL, -- JSON
    hash     BLOB    NOT NULL,
    mac      BLOB
) STRICT;
CREATE INDEX events_by_payment ON events (payment, seq) WHERE payment IS NOT NULL;
CREATE INDEX events_of_settings ON events (seq) WHERE payment IS NULL;

CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN
    SELECT RAISE (ABORT, 'events are append-only');
END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN
    SELECT RAISE (ABORT, 'events are append-only');
END;

-- One row for each 402 that the endpoint saw. Derived from events.
CREATE TABLE payments (
    number        INTEGER PRIMARY KEY,
    agent         TEXT    NOT NULL,
    created_ms    INTEGER NOT NULL,
    updated_ms    INTEGER NOT NULL,
    purchase      BLOB,             -- which logical request of which agent; NULL when refused at once
    generation    INTEGER NOT NULL, -- the how-many-eth such purchase, from 0
    content       BLOB    NOT NULL, -- what was asked with it, to recognise another request under the same key
    interface     TEXT    NOT NULL,
    method        TEXT    NOT NULL,
    url           TEXT    NOT NULL,
    host          TEXT    NOT NULL,
    path          TEXT    NOT NULL,
    scheme        TEXT    NOT NULL,
    network       TEXT    NOT NULL,
    asset         TEXT    NOT NULL,
    amount        TEXT    NOT NULL,
    pay_to        TEXT    NOT NULL,
    status        TEXT    NOT NULL,
    proof         TEXT    NOT NULL, -- '', claimed or proven
    verdict       TEXT    NOT NULL, -- allow, ask or deny
    code          TEXT    NOT NULL, -- problem code of a refusal, or ''
    reasons       TEXT    NOT NULL, -- JSON array of {code, text}
    nonce         TEXT    NOT NULL, -- 0x…, or ''
    digest        TEXT    NOT NULL, -- 0x…, or ''
    valid_before_seconds INTEGER NOT NULL,
    tx            TEXT    NOT NULL  -- transaction as claimed or proven, or ''
) STRICT;
CREATE INDEX payments_by_purchase ON payments (purchase, number) WHERE purchase IS NOT NULL;
CREATE INDEX payments_by_agent ON payments (agent, number);
CREATE INDEX payments_unresolved ON payments (status) WHERE status IN ('waiting', 'unknown', 'expired');

-- What was authorized, summed for charts: an hour (Unix hours) x agent x host x token. Derived from events.
CREATE TABLE spend_hours (
    hour     INTEGER NOT NULL,
    agent    TEXT    NOT NULL,
    host     TEXT    NOT NULL,
    network  TEXT    NOT NULL,
    asset    TEXT    NOT NULL,
    payments INTEGER NOT NULL,
    amount   TEXT    NOT NULL,
    PRIMARY KEY (hour, agent, host, network, asset)
) STRICT, WITHOUT ROWID;
