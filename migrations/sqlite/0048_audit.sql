-- Each line of history has a link in a chain of digests, so that nobody changes, takes out or swaps lines unseen (docs/audit-log.md).
CREATE TABLE audit_chain (
    -- The number of the line, from 1, without a hole: what is missing is in audit_gaps.
    seq          INTEGER PRIMARY KEY,
    -- No reference: a line that is gone has to show.
    event_id     BLOB NOT NULL UNIQUE,
    -- When it was, and in which group of kinds: by these lines are kept.
    at           TEXT NOT NULL,
    event_group  TEXT NOT NULL,
    -- Whether the line stays whatever the rule says.
    stays        INTEGER NOT NULL,
    -- Without the salt nobody can try which texts were committed to: it goes when a line is made nameless.
    salt         TEXT,
    texts        TEXT NOT NULL,
    digest       TEXT NOT NULL,
    hash         TEXT NOT NULL,
    -- Written before there was a chain, or elsewhere.
    taken_over   INTEGER NOT NULL,
    redacted_for BLOB,
    redaction    TEXT
) STRICT;
CREATE INDEX audit_chain_by_group ON audit_chain (event_group, at, event_id);
CREATE INDEX audit_chain_by_age ON audit_chain (stays, event_group, at);

-- What stands where lines were deleted because they were past their time, signed with a key that is not in the database.
CREATE TABLE audit_gaps (
    first_seq   INTEGER PRIMARY KEY,
    last_seq    INTEGER NOT NULL UNIQUE,
    hash_before TEXT NOT NULL,
    hash_after  TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    rule        TEXT NOT NULL,
    signature   TEXT NOT NULL
) STRICT;

-- How long lines are kept, and whether reading is noted. One row, once somebody has said something.
CREATE TABLE audit_policy (
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    security_days INTEGER NOT NULL,
    changes_days  INTEGER NOT NULL,
    access_days   INTEGER NOT NULL,
    log_reading   INTEGER NOT NULL,
    version       INTEGER NOT NULL
) STRICT;

-- The page of the log is read newest first, whatever it is narrowed by.
CREATE INDEX events_by_time ON events (at, id);
CREATE INDEX events_of_actor ON events (actor_id, at, id);
CREATE INDEX events_of_address ON events (address, at, id);
CREATE INDEX events_of_all_of_kind ON events (kind, at, id);
CREATE INDEX events_by_door ON events (via, at, id);
CREATE INDEX events_of_project ON events (project_id, at, id);
