-- What people add to a risk that an import does not bring, and what becomes of it.

-- The member that the text in "owner" names; the text stays when the account goes.
ALTER TABLE risks ADD COLUMN owner_id UUID REFERENCES users (id) ON DELETE SET NULL;
-- Three exposures: before anything was done, now (the columns level, likelihood and impact), and as aimed at (target is its level).
-- As with those: NULL where nobody stated it, for a default would be made up.
ALTER TABLE risks ADD COLUMN inherent_level TEXT;
ALTER TABLE risks ADD COLUMN inherent_likelihood TEXT;
ALTER TABLE risks ADD COLUMN inherent_impact TEXT;
ALTER TABLE risks ADD COLUMN target_likelihood TEXT;
ALTER TABLE risks ADD COLUMN target_impact TEXT;
ALTER TABLE risks ADD COLUMN response TEXT;
ALTER TABLE risks ADD COLUMN review_on TEXT;
ALTER TABLE risks ADD COLUMN closed_at TIMESTAMPTZ;
ALTER TABLE risks ADD COLUMN closed_by_name TEXT;
ALTER TABLE risks ADD COLUMN closed_reason TEXT;
-- An acceptance keeps the state it was given for: what got worse since, nobody has accepted.
ALTER TABLE risks ADD COLUMN accepted_at TIMESTAMPTZ;
ALTER TABLE risks ADD COLUMN accepted_by_name TEXT;
ALTER TABLE risks ADD COLUMN accepted_until TEXT;
ALTER TABLE risks ADD COLUMN accepted_reason TEXT;
ALTER TABLE risks ADD COLUMN accepted_level TEXT;
ALTER TABLE risks ADD COLUMN accepted_likelihood TEXT;
ALTER TABLE risks ADD COLUMN accepted_impact TEXT;

-- Lists and counts never look at what is in the bin.
DROP INDEX risks_by_project;
CREATE INDEX risks_by_project ON risks (project_id, position, id) WHERE deleted_at IS NULL;
CREATE INDEX risks_by_owner ON risks (owner_id, project_id) WHERE deleted_at IS NULL;
