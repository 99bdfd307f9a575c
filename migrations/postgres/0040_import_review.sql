-- What a person corrected of a report that is only looked at, and the profile it was read with once it is saved.
ALTER TABLE sources ADD COLUMN corrections JSONB NOT NULL DEFAULT '[]';
ALTER TABLE sources ADD COLUMN profile JSONB NOT NULL DEFAULT '{}';
ALTER TABLE sources ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- What heads of columns, statuses and headings mean in the reports of a project.
CREATE TABLE import_profiles (
    project_id UUID PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
    body       JSONB NOT NULL,
    version    BIGINT NOT NULL
);

-- Several reports brought in at once.
CREATE TABLE import_batches (
    id           UUID PRIMARY KEY,
    project_id   UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    created_by   UUID NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    running_since TIMESTAMPTZ
);
CREATE INDEX import_batches_by_project ON import_batches (project_id, created_at);
CREATE INDEX import_batches_by_age ON import_batches (created_at);

CREATE TABLE import_batch_files (
    batch_id      UUID NOT NULL REFERENCES import_batches (id) ON DELETE CASCADE,
    place         INTEGER NOT NULL,
    filename      TEXT NOT NULL,
    source_id     UUID REFERENCES sources (id) ON DELETE SET NULL,
    assessment_id UUID REFERENCES assessments (id) ON DELETE SET NULL,
    state         TEXT NOT NULL,
    message       TEXT NOT NULL,
    PRIMARY KEY (batch_id, place)
);
CREATE INDEX import_batch_files_by_source ON import_batch_files (source_id);
CREATE INDEX import_batch_files_by_assessment ON import_batch_files (assessment_id);
