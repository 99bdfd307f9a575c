CREATE TABLE checklists (
    id         UUID PRIMARY KEY,
    project_id UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    title      TEXT NOT NULL,
    match_key  TEXT NOT NULL
);
CREATE INDEX checklists_by_project ON checklists (project_id, position, id);

CREATE TABLE items (
    id            UUID PRIMARY KEY,
    checklist_id  UUID NOT NULL REFERENCES checklists (id) ON DELETE CASCADE,
    -- Also on the row: an item is looked up and counted by project without a join.
    project_id    UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    text          TEXT NOT NULL,
    match_key     TEXT NOT NULL,
    detail        TEXT,
    blocking      BOOLEAN NOT NULL,
    -- Who and when instead of a flag; all four are set or none is.
    done_at       TIMESTAMPTZ,
    done_by       UUID,
    done_by_name  TEXT,
    done_imported BOOLEAN,
    line_from     INTEGER,
    line_to       INTEGER,
    version       BIGINT NOT NULL
);
CREATE INDEX items_by_checklist ON items (checklist_id, position, id);
CREATE INDEX items_by_project ON items (project_id, checklist_id);
