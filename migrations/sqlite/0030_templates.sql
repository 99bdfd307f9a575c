-- Each published version of a template is a row of its own that never changes. One that comes with the program is kept here
-- from the moment an assessment begins with it, so that a newer program can still compare with it.
CREATE TABLE templates (
    key         TEXT NOT NULL,
    version     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    -- JSON as text.
    document    TEXT NOT NULL,
    built_in    INTEGER NOT NULL,
    -- Nobody, where it comes with the program.
    author_id   BLOB,
    author_name TEXT,
    created_at  TEXT NOT NULL,
    PRIMARY KEY (key, version)
) STRICT;

-- The templates of teams: whose each is, what its newest version says of itself, and whether it is still offered.
CREATE TABLE template_keys (
    key               TEXT PRIMARY KEY,
    -- For the history, whose lines are about identities.
    id                BLOB NOT NULL UNIQUE,
    version           INTEGER NOT NULL,
    name              TEXT NOT NULL,
    purpose           TEXT NOT NULL,
    categories        INTEGER NOT NULL,
    owner_id          BLOB NOT NULL,
    owner_name        TEXT NOT NULL,
    withdrawn_at      TEXT,
    withdrawn_by      BLOB,
    withdrawn_by_name TEXT
) STRICT;
CREATE INDEX template_keys_offered ON template_keys (name, key) WHERE withdrawn_at IS NULL;
CREATE INDEX template_keys_withdrawn ON template_keys (name, key) WHERE withdrawn_at IS NOT NULL;

CREATE TRIGGER templates_published_update BEFORE UPDATE ON templates
BEGIN
    SELECT RAISE(ABORT, 'a published template cannot be changed');
END;
CREATE TRIGGER templates_published_delete BEFORE DELETE ON templates
BEGIN
    SELECT RAISE(ABORT, 'a published template cannot be changed');
END;
