-- A verification that has a title goes by it.
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
UNION ALL SELECT f.id, a.project_id, 'finding', f.title, NULL, NULL FROM findings f JOIN assessments a ON a.id = f.assessment_id;

-- What is in the bin, of all registers: a view of its own, for the one of all records would read audits and findings too,
-- which are never thrown away.
CREATE VIEW bin AS
SELECT id, project_id, 'blocker' AS kind, title, deleted_at, deleted_by_name FROM blockers WHERE deleted_at IS NOT NULL
UNION ALL SELECT id, project_id, 'risk', title, deleted_at, deleted_by_name FROM risks WHERE deleted_at IS NOT NULL
UNION ALL SELECT id, project_id, 'checklist', title, deleted_at, deleted_by_name FROM checklists WHERE deleted_at IS NOT NULL
UNION ALL SELECT id, project_id, 'item', text, deleted_at, deleted_by_name FROM items WHERE deleted_at IS NOT NULL AND NOT deleted_with_list
UNION ALL SELECT id, project_id, 'criterion', text, deleted_at, deleted_by_name FROM criteria WHERE deleted_at IS NOT NULL
UNION ALL SELECT id, project_id, 'action', focus, deleted_at, deleted_by_name FROM actions WHERE deleted_at IS NOT NULL
UNION ALL SELECT id, project_id, 'verification', COALESCE(title, command), deleted_at, deleted_by_name FROM verifications WHERE deleted_at IS NOT NULL;
