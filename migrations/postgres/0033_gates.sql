-- What a project is to be ready for. Nothing is kept where it has the goals that come with the program.
ALTER TABLE projects ADD COLUMN gates JSONB;

-- The goals that a project had before each change: a decision names the version that it was taken under.
CREATE TABLE gate_sets (
    project_id      UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    version         BIGINT NOT NULL,
    gates           JSONB NOT NULL,
    -- Until when they held, and who put others in their place.
    changed_at      TIMESTAMPTZ NOT NULL,
    changed_by_name TEXT NOT NULL,
    PRIMARY KEY (project_id, version)
);

-- Who signed what for which goal, and the state that it was signed on.
CREATE TABLE decisions (
    id             UUID PRIMARY KEY,
    project_id     UUID NOT NULL REFERENCES projects (id),
    goal           TEXT NOT NULL,
    goal_name      TEXT NOT NULL,
    verdict        TEXT NOT NULL,
    -- What the gate said at that moment; nothing where it could not tell.
    computed       TEXT,
    reason         TEXT NOT NULL,
    signed_at      TIMESTAMPTZ NOT NULL,
    signed_by      UUID,
    signed_by_name TEXT NOT NULL,
    gates_version  BIGINT NOT NULL,
    -- How the project stood, as far as gates ask: what a list compares with the present.
    facts          JSONB NOT NULL,
    -- All of it as canonical JSON; its bytes are what the digest is of.
    state          TEXT NOT NULL,
    sha256         TEXT NOT NULL
);
CREATE INDEX decisions_by_goal ON decisions (project_id, goal, id);
CREATE INDEX decisions_by_project ON decisions (project_id, id);

-- The items in which the conditions of a decision are followed up.
CREATE TABLE decision_conditions (
    decision_id UUID NOT NULL REFERENCES decisions (id),
    item_id     UUID NOT NULL REFERENCES items (id),
    position    INTEGER NOT NULL,
    PRIMARY KEY (decision_id, item_id)
);
CREATE INDEX decision_conditions_by_item ON decision_conditions (item_id);

-- What is signed is never unsigned; whoever thinks better of it signs again.
CREATE FUNCTION refuse_signed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a signed decision cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER decisions_signed BEFORE UPDATE OR DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION refuse_signed();
CREATE TRIGGER decisions_kept BEFORE TRUNCATE ON decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_signed();
CREATE TRIGGER decision_conditions_signed BEFORE UPDATE OR DELETE ON decision_conditions FOR EACH ROW EXECUTE FUNCTION refuse_signed();
CREATE TRIGGER decision_conditions_kept BEFORE TRUNCATE ON decision_conditions FOR EACH STATEMENT EXECUTE FUNCTION refuse_signed();
