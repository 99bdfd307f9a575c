-- Each published version of a template is a row of its own that never changes. One that comes with the program is kept here
-- from the moment an assessment begins with it, so that a newer program can still compare with it.
CREATE TABLE templates (
    key         TEXT NOT NULL,
    version     BIGINT NOT NULL,
    name        TEXT NOT NULL,
    -- JSON as text.
    document    TEXT NOT NULL,
    built_in    BOOLEAN NOT NULL,
    -- Nobody, where it comes with the program.
    author_id   UUID,
    author_name TEXT,
    created_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (key, version)
);

-- The templates of teams: whose each is, what its newest version says of itself, and whether it is still offered.
CREATE TABLE template_keys (
    key               TEXT PRIMARY KEY,
    -- For the history, whose lines are about identities.
    id                UUID NOT NULL UNIQUE,
    version           BIGINT NOT NULL,
    name              TEXT NOT NULL,
    purpose           TEXT NOT NULL,
    categories        BIGINT NOT NULL,
    owner_id          UUID NOT NULL,
    owner_name        TEXT NOT NULL,
    withdrawn_at      TIMESTAMPTZ,
    withdrawn_by      UUID,
    withdrawn_by_name TEXT
);
CREATE INDEX template_keys_offered ON template_keys (name, key) WHERE withdrawn_at IS NULL;
CREATE INDEX template_keys_withdrawn ON template_keys (name, key) WHERE withdrawn_at IS NOT NULL;

CREATE FUNCTION refuse_published() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published template cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER templates_published BEFORE UPDATE OR DELETE ON templates FOR EACH ROW EXECUTE FUNCTION refuse_published();
