-- History and audit log are one table: rows are only ever added.
CREATE TABLE events (
    id         UUID PRIMARY KEY,
    at         TIMESTAMPTZ NOT NULL,
    project_id UUID REFERENCES projects (id) ON DELETE CASCADE,
    -- No reference: what somebody did outlives the account, and the name is kept as it was.
    actor_id   UUID,
    actor_name TEXT NOT NULL,
    kind       TEXT NOT NULL,
    subject    UUID NOT NULL,
    summary    TEXT NOT NULL
);
CREATE INDEX events_by_project ON events (project_id, id);
CREATE INDEX events_by_subject ON events (subject, id);
