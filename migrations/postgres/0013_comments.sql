CREATE TABLE comments (
    id          UUID PRIMARY KEY,
    project_id  UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    -- What it is about: a row of any register. No reference, for there are many tables; records are never deleted from theirs.
    record_kind TEXT NOT NULL,
    record_id   UUID NOT NULL,
    body        TEXT NOT NULL,
    author_id   UUID NOT NULL,
    author_name TEXT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    edited_at   TIMESTAMPTZ,
    deleted_at  TIMESTAMPTZ,
    version     BIGINT NOT NULL
);
CREATE INDEX comments_by_record ON comments (record_id, id);
CREATE INDEX comments_by_project ON comments (project_id, id);

-- Whom a comment names; written with it, read by the list of one's own work.
CREATE TABLE mentions (
    comment_id UUID NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    user_id    UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (comment_id, user_id)
);
CREATE INDEX mentions_by_user ON mentions (user_id, comment_id);
