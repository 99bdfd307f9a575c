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

-- Letters without case and marks, and nothing but words: the parser of PostgreSQL would keep addresses, paths and hyphenated
-- words whole, which SQLite takes apart. At most 100,000 characters, for the index of one row has a limit and no row may be refused for it.
CREATE FUNCTION search_text(text TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    regexp_replace(regexp_replace(normalize(lower(left($1, 100000)), NFKD), '[\u0300-\u036f]', '', 'g'),
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g');

CREATE TABLE searchable (
    record_id  UUID PRIMARY KEY,
    project_id UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    -- What a comment is about: it is found only as long as that is.
    about_kind TEXT,
    about_id   UUID,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    words      TSVECTOR NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', search_text(title)), 'A') || setweight(to_tsvector('simple', search_text(body)), 'B')) STORED
);
CREATE INDEX searchable_words ON searchable USING GIN (words);
CREATE INDEX searchable_by_project ON searchable (project_id);

INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source;

CREATE FUNCTION keep_searchable() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM searchable WHERE record_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO searchable (record_id, project_id, kind, about_kind, about_id, title, body)
        SELECT record_id, project_id, kind, about_kind, about_id, title, body FROM search_source
        WHERE record_id = NEW.id AND kind = TG_ARGV[0];
    END IF;
    RETURN NULL;
END $$;

-- Only what changes words or takes a row out of sight: a tick or a new order costs nothing.
CREATE TRIGGER searchable_project AFTER INSERT OR DELETE OR UPDATE OF name, description ON projects
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('project');
CREATE TRIGGER searchable_assessment AFTER INSERT OR DELETE OR UPDATE OF title ON assessments
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('assessment');
CREATE TRIGGER searchable_finding AFTER INSERT OR DELETE OR UPDATE ON findings
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('finding');
CREATE TRIGGER searchable_blocker AFTER INSERT OR DELETE OR UPDATE OF title, current_state, required_state, location, category, owner, evidence,
    waiver_reason, body, deleted_at ON blockers
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('blocker');
CREATE TRIGGER searchable_risk AFTER INSERT OR DELETE OR UPDATE OF title, description, mitigation, accepted_reason, owner, deleted_at ON risks
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('risk');
CREATE TRIGGER searchable_checklist AFTER INSERT OR DELETE OR UPDATE OF title, deleted_at ON checklists
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('checklist');
CREATE TRIGGER searchable_item AFTER INSERT OR DELETE OR UPDATE OF text, detail, assignee, deleted_at ON items
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('item');
CREATE TRIGGER searchable_criterion AFTER INSERT OR DELETE OR UPDATE OF text, label, owner, notes, deleted_at ON criteria
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('criterion');
CREATE TRIGGER searchable_action AFTER INSERT OR DELETE OR UPDATE OF focus, planned_for, owner, deliverables, deleted_at ON actions
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('action');
CREATE TRIGGER searchable_verification AFTER INSERT OR DELETE OR UPDATE OF title, command, expected, deleted_at ON verifications
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('verification');
CREATE TRIGGER searchable_comment AFTER INSERT OR DELETE OR UPDATE OF body, deleted_at ON comments
    FOR EACH ROW EXECUTE FUNCTION keep_searchable('comment');
