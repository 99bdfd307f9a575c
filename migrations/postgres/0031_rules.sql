-- What the scoring rule of a project was before each change: an older score can be followed with the rule that it was made by.
CREATE TABLE rules (
    project_id      UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    version         BIGINT NOT NULL,
    rule            JSONB NOT NULL,
    -- Until when it held, and who put another one in its place.
    changed_at      TIMESTAMPTZ NOT NULL,
    changed_by_name TEXT NOT NULL,
    PRIMARY KEY (project_id, version)
);

-- Drafts are scored anew when the rule changes.
CREATE INDEX assessments_by_state ON assessments (project_id, state, ordered_on, id);
