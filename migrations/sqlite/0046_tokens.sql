-- API tokens: a program shows one instead of a session. Each belongs to a person or to a project.
CREATE TABLE tokens (
    id              BLOB PRIMARY KEY,
    -- Made with a key that is not in here: who reads this table cannot make a token of it.
    digest          TEXT NOT NULL UNIQUE,
    -- The first characters, by which people know it again.
    prefix          TEXT NOT NULL,
    name            TEXT NOT NULL,
    scopes          TEXT NOT NULL,
    user_id         BLOB REFERENCES users (id) ON DELETE CASCADE,
    project_id      BLOB REFERENCES projects (id) ON DELETE CASCADE,
    created_at      TEXT NOT NULL,
    created_by      BLOB,
    created_by_name TEXT NOT NULL,
    expires_at      TEXT NOT NULL,
    -- Within ten minutes: not every request is a write.
    used_at         TEXT,
    revoked_at      TEXT,
    revoked_by_name TEXT,
    CHECK ((user_id IS NULL) <> (project_id IS NULL))
) STRICT;
CREATE INDEX tokens_by_user ON tokens (user_id, created_at) WHERE user_id IS NOT NULL;
CREATE INDEX tokens_by_project ON tokens (project_id, created_at) WHERE project_id IS NOT NULL;
-- For administrators, who see those of all persons.
CREATE INDEX tokens_of_persons ON tokens (created_at) WHERE user_id IS NOT NULL;
