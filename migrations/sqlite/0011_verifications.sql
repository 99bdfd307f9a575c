CREATE TABLE verifications (
    id         BLOB PRIMARY KEY,
    project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    command    TEXT NOT NULL,
    match_key  TEXT NOT NULL,
    expected   TEXT,
    line_from  INTEGER,
    line_to    INTEGER,
    version    INTEGER NOT NULL
) STRICT;
CREATE INDEX verifications_by_project ON verifications (project_id, position, id);
