-- How records hang together: a step of the plan closes a blocker, a verification checks an item.
CREATE TABLE relations (
    project_id UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    from_kind  TEXT NOT NULL,
    from_id    UUID NOT NULL,
    to_kind    TEXT NOT NULL,
    to_id      UUID NOT NULL,
    PRIMARY KEY (from_id, kind, to_id)
);
CREATE INDEX relations_by_target ON relations (to_id, kind, from_id);
CREATE INDEX relations_by_project ON relations (project_id);
