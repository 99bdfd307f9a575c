CREATE TABLE actions (
    id           UUID PRIMARY KEY,
    project_id   UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    planned_for  TEXT,
    focus        TEXT NOT NULL,
    match_key    TEXT NOT NULL,
    deliverables TEXT NOT NULL,
    line_from    INTEGER,
    line_to      INTEGER,
    version      BIGINT NOT NULL
);
CREATE INDEX actions_by_project ON actions (project_id, position, id);
