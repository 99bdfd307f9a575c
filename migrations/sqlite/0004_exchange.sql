-- A document that was brought in, kept whole: every record points at its lines.
-- Until it is saved it is only looked at; what nobody saves is cleared away.
CREATE TABLE sources (
    id         BLOB PRIMARY KEY,
    project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    filename   TEXT NOT NULL,
    encoding   TEXT NOT NULL,
    repaired   INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    text       TEXT NOT NULL,
    created_by BLOB NOT NULL,
    created_at TEXT NOT NULL,
    saved_at   TEXT
) STRICT;
CREATE INDEX sources_by_hash ON sources (project_id, sha256);
CREATE INDEX sources_unsaved ON sources (created_at) WHERE saved_at IS NULL;
-- The same bytes are saved once per project, also when two people press the button together.
CREATE UNIQUE INDEX sources_saved_once ON sources (project_id, sha256) WHERE saved_at IS NOT NULL;
