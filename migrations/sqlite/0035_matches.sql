-- Audits call one thing by several names, and different things by like ones. What somebody said about two names is kept for all later
-- comparisons of the project. Names, not rows: an audit has rows of its own, and the next one will have others.
CREATE TABLE matches (
    id           BLOB NOT NULL UNIQUE,
    project_id   BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    -- category, finding, blocker, risk, item, criterion or verification
    part         TEXT NOT NULL,
    -- Both folded; the one that sorts first comes first, for it holds in both directions.
    one          TEXT NOT NULL,
    other        TEXT NOT NULL,
    -- As they were shown to whoever said so, in the same order.
    one_name     TEXT NOT NULL,
    other_name   TEXT NOT NULL,
    same         INTEGER NOT NULL,
    said_at      TEXT NOT NULL,
    said_by_name TEXT NOT NULL,
    PRIMARY KEY (project_id, part, one, other)
) STRICT;
