-- What an item is beyond a text to tick: who has it, until when, whether it applies, and what has to prove it.
ALTER TABLE items ADD COLUMN assignee TEXT;
-- No reference: the name stays as written, whatever becomes of the account.
ALTER TABLE items ADD COLUMN assignee_id BLOB;
ALTER TABLE items ADD COLUMN due TEXT;
-- Does not apply: why, who says so and when; all four are set or none is. Leaves both sides of the progress.
ALTER TABLE items ADD COLUMN na_reason TEXT;
ALTER TABLE items ADD COLUMN na_at TEXT;
ALTER TABLE items ADD COLUMN na_by BLOB;
ALTER TABLE items ADD COLUMN na_by_name TEXT;
ALTER TABLE items ADD COLUMN needs_verification INTEGER NOT NULL DEFAULT 0;
-- Until when its verifications vouch for it, kept by those who write results: NULL for never, the end of the year 9999 for a
-- result that does not lapse. With it on the row, progress is counted without asking every verification.
ALTER TABLE items ADD COLUMN verified_until TEXT;

-- Where it stands as far as the row alone tells: 'waiting' is ticked, but done only while a verification vouches for it.
ALTER TABLE items ADD COLUMN state TEXT GENERATED ALWAYS AS (
    CASE WHEN na_at IS NOT NULL THEN 'aside' WHEN done_at IS NULL THEN 'open' WHEN needs_verification THEN 'waiting' ELSE 'done' END
) VIRTUAL;

-- Progress is counted list by list in the order of the index and from the index alone, however long the lists are.
CREATE INDEX items_by_state ON items (project_id, checklist_id, state, blocking, verified_until) WHERE deleted_at IS NULL;
CREATE INDEX items_by_due ON items (project_id, due, state, verified_until) WHERE deleted_at IS NULL AND due IS NOT NULL;
CREATE INDEX items_by_assignee ON items (assignee_id, project_id, state, due, verified_until)
    WHERE deleted_at IS NULL AND assignee_id IS NOT NULL;
-- Unique, for the ids are: so a database knows that items read list by list are in order already, and sorts none of them.
CREATE UNIQUE INDEX checklists_in_order ON checklists (project_id, position, id);
DROP INDEX checklists_by_project;

-- What shows that an item is done: a link, a text or a file.
CREATE TABLE evidence (
    id            BLOB PRIMARY KEY,
    project_id    BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    item_id       BLOB NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL,
    -- Name of the link, of the text or of the file.
    label         TEXT NOT NULL,
    -- The address of a link, the Markdown of a text; empty for a file.
    body          TEXT NOT NULL,
    -- Of a file: what its content was found to be, how long it is in bytes, and its SHA-256 in hex.
    media         TEXT,
    size          INTEGER,
    sha256        TEXT,
    added_at      TEXT NOT NULL,
    added_by      BLOB NOT NULL,
    added_by_name TEXT NOT NULL,
    deleted_at    TEXT
) STRICT;
CREATE INDEX evidence_by_item ON evidence (item_id, id);
CREATE INDEX evidence_by_project ON evidence (project_id);

-- Bytes in a table of their own: lists of evidence never load them.
CREATE TABLE evidence_files (
    evidence_id BLOB PRIMARY KEY REFERENCES evidence (id) ON DELETE CASCADE,
    content     BLOB NOT NULL
) STRICT;
