-- Criteria and plans are worked on here, not only read from reports.
ALTER TABLE criteria ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE criteria ADD COLUMN owner TEXT;
-- No reference: the name stays as written, whatever becomes of the account.
ALTER TABLE criteria ADD COLUMN owner_id UUID;
CREATE INDEX criteria_by_owner ON criteria (owner_id) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;

-- What was planned as written ("Day 3", "before the freeze") stays beside the date, from which alone it is known what is late.
ALTER TABLE actions ADD COLUMN due TEXT;
ALTER TABLE actions ADD COLUMN owner TEXT;
ALTER TABLE actions ADD COLUMN owner_id UUID;
-- Who and when instead of a flag; the person is missing where it was the operator.
ALTER TABLE actions ADD COLUMN done_at TIMESTAMPTZ;
ALTER TABLE actions ADD COLUMN done_by UUID;
ALTER TABLE actions ADD COLUMN done_by_name TEXT;
CREATE INDEX actions_by_owner ON actions (owner_id, due) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;
