-- What all records have in common: they can be thrown away and fetched back, talked about, and looked at over time.

-- What changed, field by field, in the words of the form: [{"field", "before", "after"}].
ALTER TABLE events ADD COLUMN changes TEXT NOT NULL DEFAULT '[]';

-- Thrown away is a moment and a name, not a lost row: everything that hangs on the row comes back with it.
ALTER TABLE blockers ADD COLUMN deleted_at TEXT;
ALTER TABLE blockers ADD COLUMN deleted_by_name TEXT;
CREATE INDEX blockers_deleted ON blockers (project_id, deleted_at) WHERE deleted_at IS NOT NULL;
ALTER TABLE risks ADD COLUMN deleted_at TEXT;
ALTER TABLE risks ADD COLUMN deleted_by_name TEXT;
CREATE INDEX risks_deleted ON risks (project_id, deleted_at) WHERE deleted_at IS NOT NULL;
ALTER TABLE checklists ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE checklists ADD COLUMN deleted_at TEXT;
ALTER TABLE checklists ADD COLUMN deleted_by_name TEXT;
CREATE INDEX checklists_deleted ON checklists (project_id, deleted_at) WHERE deleted_at IS NOT NULL;
ALTER TABLE items ADD COLUMN deleted_at TEXT;
ALTER TABLE items ADD COLUMN deleted_by_name TEXT;
-- True where the item went with its checklist: the bin shows the checklist alone, and it brings these back.
ALTER TABLE items ADD COLUMN deleted_with_list INTEGER NOT NULL DEFAULT 0;
CREATE INDEX items_deleted ON items (project_id, deleted_at) WHERE deleted_at IS NOT NULL;
ALTER TABLE criteria ADD COLUMN deleted_at TEXT;
ALTER TABLE criteria ADD COLUMN deleted_by_name TEXT;
CREATE INDEX criteria_deleted ON criteria (project_id, deleted_at) WHERE deleted_at IS NOT NULL;
ALTER TABLE actions ADD COLUMN deleted_at TEXT;
ALTER TABLE actions ADD COLUMN deleted_by_name TEXT;
CREATE INDEX actions_deleted ON actions (project_id, deleted_at) WHERE deleted_at IS NOT NULL;
ALTER TABLE verifications ADD COLUMN deleted_at TEXT;
ALTER TABLE verifications ADD COLUMN deleted_by_name TEXT;
CREATE INDEX verifications_deleted ON verifications (project_id, deleted_at) WHERE deleted_at IS NOT NULL;

-- One name for everything that can be commented on, linked to, thrown away: identity, kind, title.
CREATE VIEW records AS
SELECT id, project_id, 'blocker' AS kind, title, deleted_at, deleted_by_name FROM blockers
UNION ALL SELECT id, project_id, 'risk', title, deleted_at, deleted_by_name FROM risks
UNION ALL SELECT id, project_id, 'checklist', title, deleted_at, deleted_by_name FROM checklists
UNION ALL SELECT id, project_id, 'item', text, deleted_at, deleted_by_name FROM items WHERE NOT deleted_with_list
UNION ALL SELECT id, project_id, 'criterion', text, deleted_at, deleted_by_name FROM criteria
UNION ALL SELECT id, project_id, 'action', focus, deleted_at, deleted_by_name FROM actions
UNION ALL SELECT id, project_id, 'verification', command, deleted_at, deleted_by_name FROM verifications
UNION ALL SELECT id, project_id, 'assessment', title, NULL, NULL FROM assessments
UNION ALL SELECT f.id, a.project_id, 'finding', f.title, NULL, NULL FROM findings f JOIN assessments a ON a.id = f.assessment_id;
