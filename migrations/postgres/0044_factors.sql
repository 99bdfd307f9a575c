-- What a person shows beside or instead of a password. Only what was confirmed is here: one that is being added waits in the session.
CREATE TABLE factors (
    id            UUID PRIMARY KEY,
    user_id       UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL,
    name          TEXT NOT NULL,
    -- An app: its secret, sealed. A passkey: its public key and what belongs to it, as JSON.
    data          BYTEA NOT NULL,
    -- A passkey: its id, by which somebody is known who gives no name.
    credential    TEXT UNIQUE,
    -- An app: the last step of time that was used. A passkey: its count of uses. It only grows, so nothing counts twice.
    counter       BIGINT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    used_at       TIMESTAMPTZ,
    version       BIGINT NOT NULL
);
CREATE INDEX factors_by_user ON factors (user_id, created_at);

-- Codes for those who have lost their factors; a row goes when its code is used.
CREATE TABLE recovery_codes (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- Keyed digest: whoever reads this table has no code.
    digest  TEXT NOT NULL,
    PRIMARY KEY (user_id, digest)
);

-- What sign-in needs: one row, or none for what holds by itself.
CREATE TABLE sign_in_rule (
    one             INTEGER PRIMARY KEY CHECK (one = 1),
    required        TEXT NOT NULL,
    trust_providers BOOLEAN NOT NULL,
    version         BIGINT NOT NULL
);
