-- Assessments are written here: their rows change one by one, each with its own version, and what is taken out can be put back.
ALTER TABLE categories ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE categories ADD COLUMN deleted_at TEXT;
ALTER TABLE findings ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE findings ADD COLUMN deleted_at TEXT;

-- The template that it began with.
ALTER TABLE assessments ADD COLUMN template_key TEXT;
ALTER TABLE assessments ADD COLUMN template_version INTEGER;
-- Counts what is written in its rows, so that nobody freezes what they have not seen.
ALTER TABLE assessments ADD COLUMN written INTEGER NOT NULL DEFAULT 0;

-- Who has an assessment open for writing; a row is looked at for a minute and overwritten by the next sign of life.
CREATE TABLE writers (
    assessment_id BLOB NOT NULL REFERENCES assessments (id) ON DELETE CASCADE,
    user_id       BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    seen_at       TEXT NOT NULL,
    PRIMARY KEY (assessment_id, user_id)
) STRICT;

DROP VIEW records;
CREATE VIEW records AS
SELECT id, project_id, 'blocker' AS kind, title, deleted_at, deleted_by_name FROM blockers
UNION ALL SELECT id, project_id, 'risk', title, deleted_at, deleted_by_name FROM risks
UNION ALL SELECT id, project_id, 'checklist', title, deleted_at, deleted_by_name FROM checklists
UNION ALL SELECT id, project_id, 'item', text, deleted_at, deleted_by_name FROM items WHERE NOT deleted_with_list
UNION ALL SELECT id, project_id, 'criterion', text, deleted_at, deleted_by_name FROM criteria
UNION ALL SELECT id, project_id, 'action', focus, deleted_at, deleted_by_name FROM actions
UNION ALL SELECT id, project_id, 'verification', COALESCE(title, command), deleted_at, deleted_by_name FROM verifications
UNION ALL SELECT id, project_id, 'assessment', title, NULL, NULL FROM assessments
UNION ALL SELECT f.id, a.project_id, 'finding', f.title, f.deleted_at, NULL FROM findings f JOIN assessments a ON a.id = f.assessment_id;

DROP VIEW search_source;
-- The one list of what is searchable, and in which words. What is in the bin is not.
CREATE VIEW search_source AS
SELECT id AS record_id, project_id, 'comment' AS kind, record_kind AS about_kind, record_id AS about_id, '' AS title, body
    FROM comments WHERE deleted_at IS NULL
UNION ALL SELECT id, id, 'project', NULL, NULL, name, description FROM projects
UNION ALL SELECT id, project_id, 'assessment', NULL, NULL, title, '' FROM assessments
UNION ALL SELECT f.id, a.project_id, 'finding', NULL, NULL, f.title,
    COALESCE(f.location || ' · ', '') || COALESCE(f.current_state || ' · ', '') || COALESCE(f.required_state || ' · ', '')
        || COALESCE(f.impact || ' · ', '') || COALESCE(f.recommendation || ' · ', '') || f.body
    FROM findings f JOIN assessments a ON a.id = f.assessment_id WHERE f.deleted_at IS NULL
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

