-- History and audit log are one table: rows are only ever added.
CREATE TABLE events (
    id         BLOB PRIMARY KEY,
    at         TEXT NOT NULL,
    project_id BLOB REFERENCES projects (id) ON DELETE CASCADE,
    -- No reference: what somebody did outlives the account, and the name is kept as it was.
    actor_id   BLOB,
    actor_name TEXT NOT NULL,
    kind       TEXT NOT NULL,
    subject    BLOB NOT NULL,
    summary    TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_project ON events (project_id, id);
CREATE INDEX events_by_subject ON events (subject, id);
