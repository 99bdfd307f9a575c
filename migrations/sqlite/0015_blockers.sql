-- What people add to a blocker that an import does not bring, and what becomes of it.

-- The member that the text in "owner" names; the text stays when the account goes.
ALTER TABLE blockers ADD COLUMN owner_id BLOB REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE blockers ADD COLUMN category TEXT;
-- Days are text (2026-03-01), which sorts as time does and has no time zone to go wrong in.
ALTER TABLE blockers ADD COLUMN due TEXT;
ALTER TABLE blockers ADD COLUMN links TEXT NOT NULL DEFAULT '[]';
ALTER TABLE blockers ADD COLUMN resolved_by_name TEXT;
ALTER TABLE blockers ADD COLUMN evidence TEXT;
-- A waiver is more than a flag: the row keeps why, by whom and until when. Nothing ends it but the calendar or a person.
ALTER TABLE blockers ADD COLUMN waiver_reason TEXT;
ALTER TABLE blockers ADD COLUMN waived_until TEXT;
ALTER TABLE blockers ADD COLUMN waived_by_name TEXT;
ALTER TABLE blockers ADD COLUMN waived_at TEXT;

-- Who resolved what is resolved already stands in the history; what came resolved from a report has no such line.
UPDATE blockers SET resolved_by_name = COALESCE(
    (SELECT e.actor_name FROM events e WHERE e.subject = blockers.id AND e.kind = 'blocker.resolved' ORDER BY e.id DESC LIMIT 1),
    'a report') WHERE resolved_at IS NOT NULL;

-- Lists and counts never look at what is in the bin.
DROP INDEX blockers_by_project;
CREATE INDEX blockers_by_project ON blockers (project_id, tier, position, id) WHERE deleted_at IS NULL;
CREATE INDEX blockers_by_owner ON blockers (owner_id, project_id) WHERE deleted_at IS NULL;
