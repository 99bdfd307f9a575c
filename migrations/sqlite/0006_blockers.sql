CREATE TABLE blockers (
    id             BLOB PRIMARY KEY,
    project_id     BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL,
    tier           INTEGER NOT NULL,
    tier_label     TEXT,
    title          TEXT NOT NULL,
    -- The title folded for comparison: a later report that names the same blocker must not double it.
    match_key      TEXT NOT NULL,
    current_state  TEXT,
    required_state TEXT,
    location       TEXT,
    owner          TEXT,
    body           TEXT NOT NULL,
    state          TEXT NOT NULL,
    opened_in      BLOB REFERENCES assessments (id) ON DELETE SET NULL,
    line_from      INTEGER,
    line_to        INTEGER,
    opened_at      TEXT NOT NULL,
    resolved_at    TEXT,
    version        INTEGER NOT NULL
) STRICT;
CREATE INDEX blockers_by_project ON blockers (project_id, tier, position, id);
CREATE INDEX blockers_by_key ON blockers (project_id, match_key);
CREATE INDEX blockers_by_assessment ON blockers (opened_in);
