-- What people have in hand and is not done, of all registers, in one shape: the list of one's own work reads it for one person.
-- "later" is the last day on which it need not be looked at: an open blocker may be waived until then.
CREATE VIEW work AS
SELECT id, project_id, 'item' AS kind, assignee_id AS person, text AS title, due, CAST(NULL AS TEXT) AS later, blocking, version
    FROM items WHERE deleted_at IS NULL AND assignee_id IS NOT NULL AND state = 'open'
UNION ALL SELECT id, project_id, 'blocker', owner_id, title, due, waived_until, TRUE, version
    FROM blockers WHERE deleted_at IS NULL AND owner_id IS NOT NULL AND state <> 'resolved'
UNION ALL SELECT id, project_id, 'risk', owner_id, title, review_on, NULL, FALSE, version
    FROM risks WHERE deleted_at IS NULL AND owner_id IS NOT NULL AND closed_at IS NULL
UNION ALL SELECT id, project_id, 'action', owner_id, focus, due, NULL, FALSE, version
    FROM actions WHERE deleted_at IS NULL AND owner_id IS NOT NULL AND done_at IS NULL
UNION ALL SELECT id, project_id, 'criterion', owner_id, text, NULL, NULL, FALSE, version
    FROM criteria WHERE deleted_at IS NULL AND owner_id IS NOT NULL AND state <> 'met';

-- Whether somebody has answered is asked for each mention of them.
CREATE INDEX comments_by_author ON comments (author_id, record_id, id) WHERE deleted_at IS NULL;

-- Most blockers and risks are nobody's: an index of those alone that are somebody's.
CREATE INDEX blockers_at_work ON blockers (owner_id, due) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;
CREATE INDEX risks_at_work ON risks (owner_id, review_on) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;
