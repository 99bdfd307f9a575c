-- What can be found by its words, of all registers in one table. Kept true by triggers, so that no writer can forget it.

-- The one list of what is searchable, and in which words. What is in the bin is not.
CREATE VIEW search_source AS
SELECT id AS record_id, project_id, 'comment' AS kind, record_kind AS about_kind, record_id AS about_id, '' AS title, body
    FROM comments WHERE deleted_at IS NULL
UNION ALL SELECT id, id, 'project', NULL, NULL, name, description FROM projects
UNION ALL SELECT id, project_id, 'assessment', NULL, NULL, title, '' FROM assessments
UNION ALL SELECT f.id, a.project_id, 'finding', NULL, NULL, f.title,
    COALESCE(f.location || ' · ', '') || COALESCE(f.current_state || ' · ', '') || COALESCE(f.required_state || ' · ', '')
        || COALESCE(f.impact || ' · ', '') || COALESCE(f.recommendation || ' · ', '') || f.body
    FROM findings f JOIN assessments a ON a.id = f.assessment_id
UNION ALL SELECT id, project_id, 'blocker', NULL, NULL, title,
    COALESCE(current_state || ' · ', '') || COALESCE(required_state || ' · ', '') || COALESCE(location || ' · ', '')
        || COALESCE(category || ' · ', '') || COALESCE(owner || ' · ', '') || COALESCE(evidence || ' · ', '') || COALESCE(waiver_reason || ' · ', '') || body
    FROM blockers WHERE deleted_at IS NULL
UNION ALL SELECT id, project_id, 'risk', NULL, NULL, title,
    description || ' · ' || COALESCE(mitigation || ' · ', '') || COALESCE(accepted_reason || ' · ', '') || COALESCE(owner, '')
    FROM risks WHERE deleted_at IS NULL
UNION ALL SELECT id, project_id, 'checklist', NULL, NULL, title, '' FROM checklists WHERE deleted_at IS NULL
UNION ALL SELECT id, project_id, 'item', NULL, NULL, text, COALESCE(detail || ' · ', '') || COALESCE(assignee, '') FROM items WHERE deleted_at IS NULL
UNION ALL SELECT id, project_id, 'criterion', NULL, NULL, text, COALESCE(label || ' · ', '') || COALESCE(owner || ' · ', '') || notes
    FROM criteria WHERE deleted_at IS NULL
UNION ALL SELECT id, project_id, 'action', NULL, NULL, focus,
    COALESCE(planned_for || ' · ', '') || COALESCE(owner || ' · ', '') || deliverables
    FROM actions WHERE deleted_at IS NULL
UNION ALL SELECT id, project_id, 'verification', NULL, NULL, COALESCE(title, command), command || COALESCE(' · ' || expected, '')
    FROM verifications WHERE deleted_at IS NULL;

CREATE TABLE searchable (
    -- The number under which its words are indexed.
    id         INTEGER PRIMARY KEY,
    record_id  BLOB NOT NULL UNIQUE,
    project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    -- What a comment is about: it is found only as long as that is.
    about_kind TEXT,
    about_id   BLOB,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL
) STRICT;
CREATE INDEX searchable_by_project ON searchable (project_id);

-- Words without case and marks; the text itself stays in the table above.
CREATE VIRTUAL TABLE search_words USING fts5(title, body, content = 'searchable', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER search_words_insert AFTER INSERT ON searchable BEGIN
    INSERT INTO search_words (rowid, title, body) VALUES (NEW.id, NEW.title, NEW.body);
END;
-- An index without a text of its own has to be told what it forgets.
CREATE TRIGGER search_words_delete AFTER DELETE ON searchable BEGIN
    INSERT INTO search_words (search_words, rowid, title, body) VALUES ('delete', OLD.id, OLD.title, OLD.body);
END;

INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source;

-- Only what changes words or takes a row out of sight: a tick or a new order costs nothing.
CREATE TRIGGER searchable_project_insert AFTER INSERT ON projects BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'project';
END;
CREATE TRIGGER searchable_project_update AFTER UPDATE OF name, description ON projects BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'project';
END;
CREATE TRIGGER searchable_project_delete AFTER DELETE ON projects BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
CREATE TRIGGER searchable_assessment_insert AFTER INSERT ON assessments BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'assessment';
END;
CREATE TRIGGER searchable_assessment_update AFTER UPDATE OF title ON assessments BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'assessment';
END;
CREATE TRIGGER searchable_assessment_delete AFTER DELETE ON assessments BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
CREATE TRIGGER searchable_finding_insert AFTER INSERT ON findings BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'finding';
END;
CREATE TRIGGER searchable_finding_update AFTER UPDATE ON findings BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'finding';
END;
CREATE TRIGGER searchable_finding_delete AFTER DELETE ON findings BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
CREATE TRIGGER searchable_blocker_insert AFTER INSERT ON blockers BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'blocker';
END;
CREATE TRIGGER searchable_blocker_update AFTER UPDATE OF title, current_state, required_state, location, category, owner, evidence,
    waiver_reason, body, deleted_at ON blockers BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'blocker';
END;
CREATE TRIGGER searchable_blocker_delete AFTER DELETE ON blockers BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
CREATE TRIGGER searchable_risk_insert AFTER INSERT ON risks BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'risk';
END;
CREATE TRIGGER searchable_risk_update AFTER UPDATE OF title, description, mitigation, accepted_reason, owner, deleted_at ON risks BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'risk';
END;
CREATE TRIGGER searchable_risk_delete AFTER DELETE ON risks BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
CREATE TRIGGER searchable_checklist_insert AFTER INSERT ON checklists BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'checklist';
END;
CREATE TRIGGER searchable_checklist_update AFTER UPDATE OF title, deleted_at ON checklists BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'checklist';
END;
CREATE TRIGGER searchable_checklist_delete AFTER DELETE ON checklists BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
CREATE TRIGGER searchable_item_insert AFTER INSERT ON items BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'item';
END;
CREATE TRIGGER searchable_item_update AFTER UPDATE OF text, detail, assignee, deleted_at ON items BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'item';
END;
CREATE TRIGGER searchable_item_delete AFTER DELETE ON items BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
CREATE TRIGGER searchable_criterion_insert AFTER INSERT ON criteria BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'criterion';
END;
CREATE TRIGGER searchable_criterion_update AFTER UPDATE OF text, label, owner, notes, deleted_at ON criteria BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'criterion';
END;
CREATE TRIGGER searchable_criterion_delete AFTER DELETE ON criteria BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
CREATE TRIGGER searchable_action_insert AFTER INSERT ON actions BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'action';
END;
CREATE TRIGGER searchable_action_update AFTER UPDATE OF focus, planned_for, owner, deliverables, deleted_at ON actions BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'action';
END;
CREATE TRIGGER searchable_action_delete AFTER DELETE ON actions BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
CREATE TRIGGER searchable_verification_insert AFTER INSERT ON verifications BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'verification';
END;
CREATE TRIGGER searchable_verification_update AFTER UPDATE OF title, command, expected, deleted_at ON verifications BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'verification';
END;
CREATE TRIGGER searchable_verification_delete AFTER DELETE ON verifications BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
CREATE TRIGGER searchable_comment_insert AFTER INSERT ON comments BEGIN
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'comment';
END;
CREATE TRIGGER searchable_comment_update AFTER UPDATE OF body, deleted_at ON comments BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
    INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
    SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source WHERE record_id = NEW.id AND kind = 'comment';
END;
CREATE TRIGGER searchable_comment_delete AFTER DELETE ON comments BEGIN
    DELETE FROM searchable WHERE record_id = OLD.id;
END;
