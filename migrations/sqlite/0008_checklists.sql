CREATE TABLE checklists (
    id         BLOB PRIMARY KEY,
    project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    title      TEXT NOT NULL,
    match_key  TEXT NOT NULL
) STRICT;
CREATE INDEX checklists_by_project ON checklists (project_id, position, id);

CREATE TABLE items (
    id            BLOB PRIMARY KEY,
    checklist_id  BLOB NOT NULL REFERENCES checklists (id) ON DELETE CASCADE,
    -- Also on the row: an item is looked up and counted by project without a join.
    project_id    BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    text          TEXT NOT NULL,
    match_key     TEXT NOT NULL,
    detail        TEXT,
    blocking      INTEGER NOT NULL,
    -- Who and when instead of a flag; all four are set or none is.
    done_at       TEXT,
    done_by       BLOB,
    done_by_name  TEXT,
    done_imported INTEGER,
    line_from     INTEGER,
    line_to       INTEGER,
    version       INTEGER NOT NULL
) STRICT;
CREATE INDEX items_by_checklist ON items (checklist_id, position, id);
CREATE INDEX items_by_project ON items (project_id, checklist_id);
