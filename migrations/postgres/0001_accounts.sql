CREATE TABLE users (
    id            UUID PRIMARY KEY,
    email         TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    -- A PHC string: it names its own parameters, so that old ones can be found and renewed at sign-in.
    password_hash TEXT NOT NULL,
    admin         BOOLEAN NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    version       BIGINT NOT NULL
);

-- The user stands on the row, so that all sessions of a person can be ended at once.
CREATE TABLE sessions (
    -- SHA-256 of what the cookie holds: whoever reads this table cannot sign in with it.
    id         TEXT PRIMARY KEY,
    user_id    UUID REFERENCES users (id) ON DELETE CASCADE,
    data       BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Failed sign-ins per account and per address; a row goes when the person gets in.
CREATE TABLE attempts (
    key      TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX attempts_by_time ON attempts (last_at);
