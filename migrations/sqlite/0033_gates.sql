-- What a project is to be ready for. Nothing is kept where it has the goals that come with the program.
ALTER TABLE projects ADD COLUMN gates TEXT;

-- The goals that a project had before each change: a decision names the version that it was taken under.
CREATE TABLE gate_sets (
    project_id      BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    gates           TEXT NOT NULL,
    -- Until when they held, and who put others in their place.
    changed_at      TEXT NOT NULL,
    changed_by_name TEXT NOT NULL,
    PRIMARY KEY (project_id, version)
) STRICT;

-- Who signed what for which goal, and the state that it was signed on.
CREATE TABLE decisions (
    id             BLOB PRIMARY KEY,
    project_id     BLOB NOT NULL REFERENCES projects (id),
    goal           TEXT NOT NULL,
    goal_name      TEXT NOT NULL,
    verdict        TEXT NOT NULL,
    -- What the gate said at that moment; nothing where it could not tell.
    computed       TEXT,
    reason         TEXT NOT NULL,
    signed_at      TEXT NOT NULL,
    signed_by      BLOB,
    signed_by_name TEXT NOT NULL,
    gates_version  INTEGER NOT NULL,
    -- How the project stood, as far as gates ask: what a list compares with the present.
    facts          TEXT NOT NULL,
    -- All of it as canonical JSON; its bytes are what the digest is of.
    state          TEXT NOT NULL,
    sha256         TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_goal ON decisions (project_id, goal, id);
CREATE INDEX decisions_by_project ON decisions (project_id, id);

-- The items in which the conditions of a decision are followed up.
CREATE TABLE decision_conditions (
    decision_id BLOB NOT NULL REFERENCES decisions (id),
    item_id     BLOB NOT NULL REFERENCES items (id),
    position    INTEGER NOT NULL,
    PRIMARY KEY (decision_id, item_id)
) STRICT;
CREATE INDEX decision_conditions_by_item ON decision_conditions (item_id);

-- What is signed is never unsigned; whoever thinks better of it signs again.
CREATE TRIGGER decisions_signed_update BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'a signed decision cannot be changed');
END;
CREATE TRIGGER decisions_signed_delete BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'a signed decision cannot be changed');
END;
-- A row that is written over another one by INSERT OR REPLACE fires no trigger for deleting.
CREATE TRIGGER decisions_signed_insert BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'a signed decision cannot be changed');
END;
CREATE TRIGGER decision_conditions_signed_update BEFORE UPDATE ON decision_conditions BEGIN
    SELECT RAISE(ABORT, 'a signed decision cannot be changed');
END;
CREATE TRIGGER decision_conditions_signed_delete BEFORE DELETE ON decision_conditions BEGIN
    SELECT RAISE(ABORT, 'a signed decision cannot be changed');
END;
CREATE TRIGGER decision_conditions_signed_insert BEFORE INSERT ON decision_conditions WHEN EXISTS (SELECT 1 FROM decision_conditions WHERE decision_id = NEW.decision_id AND item_id = NEW.item_id) BEGIN
    SELECT RAISE(ABORT, 'a signed decision cannot be changed');
END;
