-- What a person corrected of a report that is only looked at, and the profile it was read with once it is saved.
ALTER TABLE sources ADD COLUMN corrections TEXT NOT NULL DEFAULT '[]';
ALTER TABLE sources ADD COLUMN profile TEXT NOT NULL DEFAULT '{}';
ALTER TABLE sources ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- What heads of columns, statuses and headings mean in the reports of a project.
CREATE TABLE import_profiles (
    project_id BLOB PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
    body       TEXT NOT NULL,
    version    INTEGER NOT NULL
) STRICT;

-- Several reports brought in at once.
CREATE TABLE import_batches (
    id           BLOB PRIMARY KEY,
    project_id   BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    created_by   BLOB NOT NULL,
    created_at   TEXT NOT NULL,
    running_since TEXT
) STRICT;
CREATE INDEX import_batches_by_project ON import_batches (project_id, created_at);
CREATE INDEX import_batches_by_age ON import_batches (created_at);

CREATE TABLE import_batch_files (
    batch_id      BLOB NOT NULL REFERENCES import_batches (id) ON DELETE CASCADE,
    place         INTEGER NOT NULL,
    filename      TEXT NOT NULL,
    source_id     BLOB REFERENCES sources (id) ON DELETE SET NULL,
    assessment_id BLOB REFERENCES assessments (id) ON DELETE SET NULL,
    state         TEXT NOT NULL,
    message       TEXT NOT NULL,
    PRIMARY KEY (batch_id, place)
) STRICT;
CREATE INDEX import_batch_files_by_source ON import_batch_files (source_id);
CREATE INDEX import_batch_files_by_assessment ON import_batch_files (assessment_id);
