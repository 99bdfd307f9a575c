-- Files that were asked for: made beside the request, kept for some days, fetched by whoever asked for them.
CREATE TABLE exports (
    id            UUID PRIMARY KEY,
    project_id    UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    -- No account for the operator of the installation.
    user_id       UUID REFERENCES users (id) ON DELETE CASCADE,
    request       JSONB NOT NULL,
    state         TEXT NOT NULL,
    percent       INTEGER NOT NULL,
    message       TEXT NOT NULL,
    filename      TEXT NOT NULL,
    bytes         BIGINT,
    sha256        TEXT,
    created_at    TIMESTAMPTZ NOT NULL,
    -- The last sign of life of whoever makes it: one that was silent for long was interrupted.
    alive_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX exports_by_asker ON exports (project_id, user_id, created_at);
CREATE INDEX exports_by_age ON exports (created_at);
CREATE INDEX exports_by_user ON exports (user_id);

-- Apart, so that lists do not read what is in them.
CREATE TABLE export_files (
    export_id UUID PRIMARY KEY REFERENCES exports (id) ON DELETE CASCADE,
    content   BYTEA NOT NULL
);

-- A link by which anybody who has it reads one report.
CREATE TABLE shares (
    id              UUID PRIMARY KEY,
    project_id      UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    -- Which frozen audit; none for the project as it stands.
    assessment_id   UUID REFERENCES assessments (id),
    label           TEXT NOT NULL,
    -- Who reads this table cannot make a link of it.
    token_sha256    TEXT NOT NULL UNIQUE,
    password_hash   TEXT,
    sections        JSONB NOT NULL,
    files           BOOLEAN NOT NULL,
    views           BIGINT NOT NULL,
    viewed_at       TIMESTAMPTZ,
    created_at      TIMESTAMPTZ NOT NULL,
    created_by      UUID,
    created_by_name TEXT NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    revoked_at      TIMESTAMPTZ,
    revoked_by_name TEXT
);
CREATE INDEX shares_by_project ON shares (project_id, created_at);
CREATE INDEX shares_by_assessment ON shares (assessment_id);

-- Projects whose badges anybody may look at.
CREATE TABLE badges (
    project_id      UUID PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
    allowed_at      TIMESTAMPTZ NOT NULL,
    allowed_by_name TEXT NOT NULL
);

-- Whose reports these are: one row, or none.
CREATE TABLE organisation (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    name    TEXT NOT NULL,
    logo    BYTEA,
    media   TEXT,
    version BIGINT NOT NULL
);
