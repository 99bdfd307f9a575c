-- UPDATE OR REPLACE deletes the row whose place it takes, and fires no trigger for that: an identity never changes.
CREATE TRIGGER assessments_identity BEFORE UPDATE OF id ON assessments WHEN NEW.id <> OLD.id BEGIN
    SELECT RAISE(ABORT, 'an identity cannot be changed');
END;
CREATE TRIGGER categories_identity BEFORE UPDATE OF id ON categories WHEN NEW.id <> OLD.id BEGIN
    SELECT RAISE(ABORT, 'an identity cannot be changed');
END;
CREATE TRIGGER findings_identity BEFORE UPDATE OF id ON findings WHEN NEW.id <> OLD.id BEGIN
    SELECT RAISE(ABORT, 'an identity cannot be changed');
END;
CREATE TRIGGER notes_identity BEFORE UPDATE OF id ON notes WHEN NEW.id <> OLD.id BEGIN
    SELECT RAISE(ABORT, 'an identity cannot be changed');
END;

-- The document that a frozen assessment was read from stays with it.
CREATE TRIGGER sources_frozen_update BEFORE UPDATE ON sources
    WHEN EXISTS (SELECT 1 FROM assessments WHERE source_id IN (OLD.id, NEW.id) AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER sources_frozen_delete BEFORE DELETE ON sources
    WHEN EXISTS (SELECT 1 FROM assessments WHERE source_id = OLD.id AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
CREATE TRIGGER sources_frozen_insert BEFORE INSERT ON sources
    WHEN EXISTS (SELECT 1 FROM assessments WHERE source_id = NEW.id AND state = 'final') BEGIN
    SELECT RAISE(ABORT, 'a frozen assessment cannot be changed');
END;
