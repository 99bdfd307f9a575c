-- Accounts at providers of sign-in that are linked with accounts here.
CREATE TABLE identities (
    id        BLOB PRIMARY KEY,
    user_id   BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- The name that the operator gave the provider.
    provider  TEXT NOT NULL,
    -- Who vouches: a name that is given to another provider later must not open the accounts of the former.
    issuer    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    email     TEXT,
    linked_at TEXT NOT NULL,
    used_at   TEXT,
    UNIQUE (provider, issuer, subject)
) STRICT;
CREATE INDEX identities_by_user ON identities (user_id, linked_at);

-- Whether anybody else administers is asked before somebody loses the right.
CREATE INDEX users_by_admin ON users (admin, id);
