CREATE TABLE users (
    id            BLOB PRIMARY KEY,
    email         TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    -- A PHC string: it names its own parameters, so that old ones can be found and renewed at sign-in.
    password_hash TEXT NOT NULL,
    admin         INTEGER NOT NULL,
    created_at    TEXT NOT NULL,
    version       INTEGER NOT NULL
) STRICT;

-- The user stands on the row, so that all sessions of a person can be ended at once.
CREATE TABLE sessions (
    -- SHA-256 of what the cookie holds: whoever reads this table cannot sign in with it.
    id         TEXT PRIMARY KEY,
    user_id    BLOB REFERENCES users (id) ON DELETE CASCADE,
    data       BLOB NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Failed sign-ins per account and per address; a row goes when the person gets in.
CREATE TABLE attempts (
    key      TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at  TEXT NOT NULL
) STRICT;
CREATE INDEX attempts_by_time ON attempts (last_at);
