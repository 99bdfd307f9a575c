-- An issue is not kept: it is found anew whenever somebody looks. What is kept is that people decided to live with it, and why. The
-- fingerprint names rule, rows and values, so that the decision survives another import and ends by itself when the facts change.
CREATE TABLE lint_dismissals (
    project_id BLOB NOT NULL REFERENCES projects (id),
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    -- What the issue said then: without it nobody could tell later what was dismissed.
    message TEXT NOT NULL,
    reason TEXT NOT NULL,
    dismissed_by BLOB REFERENCES users (id),
    dismissed_by_name TEXT NOT NULL,
    dismissed_at TEXT NOT NULL,
    PRIMARY KEY (project_id, fingerprint)
) STRICT;

-- The newest ones are read first, for only so many are looked at.
CREATE INDEX lint_dismissals_newest ON lint_dismissals (project_id, dismissed_at DESC, fingerprint);
