-- Files that were asked for: made beside the request, kept for some days, fetched by whoever asked for them.
CREATE TABLE exports (
    id            BLOB PRIMARY KEY,
    project_id    BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    -- No account for the operator of the installation.
    user_id       BLOB REFERENCES users (id) ON DELETE CASCADE,
    request       TEXT NOT NULL,
    state         TEXT NOT NULL,
    percent       INTEGER NOT NULL,
    message       TEXT NOT NULL,
    filename      TEXT NOT NULL,
    bytes         INTEGER,
    sha256        TEXT,
    created_at    TEXT NOT NULL,
    -- The last sign of life of whoever makes it: one that was silent for long was interrupted.
    alive_at      TEXT NOT NULL
) STRICT;
CREATE INDEX exports_by_asker ON exports (project_id, user_id, created_at);
CREATE INDEX exports_by_age ON exports (created_at);
CREATE INDEX exports_by_user ON exports (user_id);

-- Apart, so that lists do not read what is in them.
CREATE TABLE export_files (
    export_id BLOB PRIMARY KEY REFERENCES exports (id) ON DELETE CASCADE,
    content   BLOB NOT NULL
) STRICT;

-- A link by which anybody who has it reads one report.
CREATE TABLE shares (
    id              BLOB PRIMARY KEY,
    project_id      BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    -- Which frozen audit; none for the project as it stands.
    assessment_id   BLOB REFERENCES assessments (id),
    label           TEXT NOT NULL,
    -- Who reads this table cannot make a link of it.
    token_sha256    TEXT NOT NULL UNIQUE,
    password_hash   TEXT,
    sections        TEXT NOT NULL,
    files           INTEGER NOT NULL,
    views           INTEGER NOT NULL,
    viewed_at       TEXT,
    created_at      TEXT NOT NULL,
    created_by      BLOB,
    created_by_name TEXT NOT NULL,
    expires_at      TEXT NOT NULL,
    revoked_at      TEXT,
    revoked_by_name TEXT
) STRICT;
CREATE INDEX shares_by_project ON shares (project_id, created_at);
CREATE INDEX shares_by_assessment ON shares (assessment_id);

-- Projects whose badges anybody may look at.
CREATE TABLE badges (
    project_id      BLOB PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
    allowed_at      TEXT NOT NULL,
    allowed_by_name TEXT NOT NULL
) STRICT;

-- Whose reports these are: one row, or none.
CREATE TABLE organisation (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    name    TEXT NOT NULL,
    logo    BLOB,
    media   TEXT,
    version INTEGER NOT NULL
) STRICT;
