-- An assessment that is frozen never changes again, whoever asks: the rows refuse it themselves.
ALTER TABLE assessments ADD COLUMN supersedes_id BLOB REFERENCES assessments (id);
-- The rule it was scored with, from the moment it is frozen.
ALTER TABLE assessments ADD COLUMN rule TEXT;
CREATE INDEX assessments_by_superseded ON assessments (supersedes_id) WHERE supersedes_id IS NOT NULL;

CREATE TABLE snapshots (
    assessment_id  BLOB PRIMARY KEY REFERENCES assessments (id),
    project_id     BLOB NOT NULL REFERENCES projects (id),
    sha256         TEXT NOT NULL,
    bytes          INTEGER NOT NULL,
    -- Canonical JSON as text: its bytes are what the digest is of.
    document       TEXT NOT NULL,
    frozen_at      TEXT NOT NULL,
    frozen_by      BLOB,
    frozen_by_name TEXT NOT NULL
) STRICT;
CREATE INDEX snapshots_by_project ON snapshots (project_id);

CREATE TRIGGER assessments_frozen_update BEFORE UPDATE ON assessments WHEN OLD.state = 'final' BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER assessments_frozen_delete BEFORE DELETE ON assessments WHEN OLD.state = 'final' BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
-- A row that is written over another one by INSERT OR REPLACE fires no trigger for deleting.
CREATE TRIGGER assessments_frozen_insert BEFORE INSERT ON assessments
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id = NEW.id AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER snapshots_frozen_update BEFORE UPDATE ON snapshots BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER snapshots_frozen_delete BEFORE DELETE ON snapshots BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER snapshots_frozen_insert BEFORE INSERT ON snapshots
    WHEN EXISTS (SELECT 1 FROM snapshots WHERE assessment_id = NEW.assessment_id) BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;

CREATE TRIGGER categories_frozen_insert BEFORE INSERT ON categories
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id = NEW.assessment_id AND state = 'final')
    OR EXISTS (SELECT 1 FROM categories t JOIN assessments a ON a.id = t.assessment_id WHERE t.id = NEW.id AND a.state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER categories_frozen_update BEFORE UPDATE ON categories
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id IN (OLD.assessment_id, NEW.assessment_id) AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER categories_frozen_delete BEFORE DELETE ON categories
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id = OLD.assessment_id AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;

CREATE TRIGGER findings_frozen_insert BEFORE INSERT ON findings
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id = NEW.assessment_id AND state = 'final')
    OR EXISTS (SELECT 1 FROM findings t JOIN assessments a ON a.id = t.assessment_id WHERE t.id = NEW.id AND a.state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER findings_frozen_update BEFORE UPDATE ON findings
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id IN (OLD.assessment_id, NEW.assessment_id) AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER findings_frozen_delete BEFORE DELETE ON findings
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id = OLD.assessment_id AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;

CREATE TRIGGER notes_frozen_insert BEFORE INSERT ON notes
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id = NEW.assessment_id AND state = 'final')
    OR EXISTS (SELECT 1 FROM notes t JOIN assessments a ON a.id = t.assessment_id WHERE t.id = NEW.id AND a.state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER notes_frozen_update BEFORE UPDATE ON notes
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id IN (OLD.assessment_id, NEW.assessment_id) AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER notes_frozen_delete BEFORE DELETE ON notes
    WHEN EXISTS (SELECT 1 FROM assessments WHERE id = OLD.assessment_id AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
