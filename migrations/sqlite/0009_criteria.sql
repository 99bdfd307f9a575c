CREATE TABLE criteria (
    id         BLOB PRIMARY KEY,
    project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    label      TEXT,
    text       TEXT NOT NULL,
    match_key  TEXT NOT NULL,
    state      TEXT NOT NULL,
    line_from  INTEGER,
    line_to    INTEGER,
    version    INTEGER NOT NULL
) STRICT;
CREATE INDEX criteria_by_project ON criteria (project_id, position, id);
