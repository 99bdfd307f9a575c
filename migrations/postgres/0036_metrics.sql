-- What reports measure again and again. A metric belongs to the project and lives across audits.
CREATE TABLE metrics (
    id              UUID PRIMARY KEY,
    project_id      UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    -- Folded name and unit at the beginning: by it a later report finds the metric, whatever it is called by then.
    key             TEXT NOT NULL,
    position        INTEGER NOT NULL,
    name            TEXT NOT NULL,
    unit            TEXT,
    direction       TEXT NOT NULL,
    threshold_bound TEXT,
    -- Decimal as text: exact in both databases.
    threshold       TEXT,
    -- A metric that nobody follows stays: its figures may be those of a frozen assessment, and the next report must not bring it back.
    set_aside_at    TIMESTAMPTZ,
    version         BIGINT NOT NULL
);
CREATE UNIQUE INDEX metrics_by_key ON metrics (project_id, key);
CREATE INDEX metrics_followed ON metrics (project_id, position, id) WHERE set_aside_at IS NULL;
CREATE INDEX metrics_aside ON metrics (project_id, position, id) WHERE set_aside_at IS NOT NULL;

CREATE TABLE measurements (
    id            UUID PRIMARY KEY,
    project_id    UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    metric_id     UUID NOT NULL REFERENCES metrics (id) ON DELETE CASCADE,
    -- None for what was entered by hand.
    assessment_id UUID REFERENCES assessments (id) ON DELETE CASCADE,
    -- 2026-03-01, or 2026-03 where no day is known: sorts as time does.
    measured_on   TEXT NOT NULL,
    value         TEXT NOT NULL,
    -- What the report says it was before, which need not be what is kept here.
    previous      TEXT,
    line_from     INTEGER,
    line_to       INTEGER,
    by_name       TEXT NOT NULL
);
CREATE INDEX measurements_by_metric ON measurements (metric_id, measured_on, id);
CREATE INDEX measurements_by_project ON measurements (project_id);
-- A report says one thing about a metric.
CREATE UNIQUE INDEX measurements_by_assessment ON measurements (assessment_id, metric_id) WHERE assessment_id IS NOT NULL;

-- What a frozen assessment brought in stays as it was.
CREATE TRIGGER measurements_frozen BEFORE INSERT OR UPDATE OR DELETE ON measurements FOR EACH ROW EXECUTE FUNCTION refuse_frozen_part();
CREATE TRIGGER measurements_kept BEFORE TRUNCATE ON measurements FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER measurements_identity BEFORE UPDATE OF id ON measurements
    FOR EACH ROW WHEN (NEW.id <> OLD.id) EXECUTE FUNCTION refuse_identity();
