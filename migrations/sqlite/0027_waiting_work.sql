-- An item that is ticked and waits for a verification is still somebody's work, until a pass vouches for it and again when
-- that lapses. "vouched_until" is the moment up to which it need not be looked at.
DROP VIEW work;
CREATE VIEW work AS
SELECT id, project_id, 'item' AS kind, assignee_id AS person, text AS title, due, CAST(NULL AS TEXT) AS later, blocking, version, state = 'waiting' AS ticked,
    CASE WHEN state = 'waiting' THEN verified_until END AS vouched_until
    FROM items WHERE deleted_at IS NULL AND assignee_id IS NOT NULL AND state IN ('open', 'waiting')
UNION ALL SELECT id, project_id, 'blocker', owner_id, title, due, waived_until, TRUE, version, FALSE, NULL
    FROM blockers WHERE deleted_at IS NULL AND owner_id IS NOT NULL AND state <> 'resolved'
UNION ALL SELECT id, project_id, 'risk', owner_id, title, review_on, NULL, FALSE, version, FALSE, NULL
    FROM risks WHERE deleted_at IS NULL AND owner_id IS NOT NULL AND closed_at IS NULL
UNION ALL SELECT id, project_id, 'action', owner_id, focus, due, NULL, FALSE, version, FALSE, NULL
    FROM actions WHERE deleted_at IS NULL AND owner_id IS NOT NULL AND done_at IS NULL
UNION ALL SELECT id, project_id, 'criterion', owner_id, text, NULL, NULL, FALSE, version, FALSE, NULL
    FROM criteria WHERE deleted_at IS NULL AND owner_id IS NOT NULL AND state <> 'met';
