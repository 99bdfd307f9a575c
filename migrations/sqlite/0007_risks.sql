CREATE TABLE risks (
    id          BLOB PRIMARY KEY,
    project_id  BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    title       TEXT NOT NULL,
    match_key   TEXT NOT NULL,
    description TEXT NOT NULL,
    -- Levels stay NULL where nobody stated one: a default would be made up.
    level       TEXT,
    likelihood  TEXT,
    impact      TEXT,
    previous    TEXT,
    target      TEXT,
    polarity    TEXT NOT NULL,
    mitigation  TEXT,
    owner       TEXT,
    status      TEXT,
    opened_in   BLOB REFERENCES assessments (id) ON DELETE SET NULL,
    line_from   INTEGER,
    line_to     INTEGER,
    opened_at   TEXT NOT NULL,
    version     INTEGER NOT NULL
) STRICT;
CREATE INDEX risks_by_project ON risks (project_id, position, id);
CREATE INDEX risks_by_key ON risks (project_id, match_key);
CREATE INDEX risks_by_assessment ON risks (opened_in);
