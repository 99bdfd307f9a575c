-- What reports measure again and again. A metric belongs to the project and lives across audits.
CREATE TABLE metrics (
    id              BLOB PRIMARY KEY,
    project_id      BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
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
    set_aside_at    TEXT,
    version         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX metrics_by_key ON metrics (project_id, key);
CREATE INDEX metrics_followed ON metrics (project_id, position, id) WHERE set_aside_at IS NULL;
CREATE INDEX metrics_aside ON metrics (project_id, position, id) WHERE set_aside_at IS NOT NULL;

CREATE TABLE measurements (
    id            BLOB PRIMARY KEY,
    project_id    BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    metric_id     BLOB NOT NULL REFERENCES metrics (id) ON DELETE CASCADE,
    -- None for what was entered by hand.
    assessment_id BLOB REFERENCES assessments (id) ON DELETE CASCADE,
    -- 2026-03-01, or 2026-03 where no day is known: sorts as time does.
    measured_on   TEXT NOT NULL,
    value         TEXT NOT NULL,
    -- What the report says it was before, which need not be what is kept here.
    previous      TEXT,
    line_from     INTEGER,
    line_to       INTEGER,
    by_name       TEXT NOT NULL
) STRICT;
CREATE INDEX measurements_by_metric ON measurements (metric_id, measured_on, id);
CREATE INDEX measurements_by_project ON measurements (project_id);
-- A report says one thing about a metric.
CREATE UNIQUE INDEX measurements_by_assessment ON measurements (assessment_id, metric_id) WHERE assessment_id IS NOT NULL;

-- What a frozen assessment brought in stays as it was.
CREATE TRIGGER measurements_frozen_insert BEFORE INSERT ON measurements
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id = NEW.assessment_id AND state = 'final')
    OR EXISTS (SELECT 1 FROM measurements t JOIN assessments a ON a.id = t.assessment_id WHERE t.id = NEW.id AND a.state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER measurements_frozen_update BEFORE UPDATE ON measurements
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id IN (OLD.assessment_id, NEW.assessment_id) AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER measurements_frozen_delete BEFORE DELETE ON measurements
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id = OLD.assessment_id AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER measurements_identity BEFORE UPDATE OF id ON measurements WHEN NEW.id <> OLD.id BEGIN
    SELECT RAISE(ABORT, 'an identity cannot be changed');
END;
