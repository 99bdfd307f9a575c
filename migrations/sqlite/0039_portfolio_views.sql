-- What somebody likes to look at, under a name; nobody else sees it.
CREATE TABLE portfolio_views (
    id         BLOB PRIMARY KEY,
    user_id    BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    -- Folded: two views of one person differ in more than capitals.
    name_key   TEXT NOT NULL,
    -- As it stands behind the question mark of an address.
    query      TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX portfolio_views_by_user ON portfolio_views (user_id, name_key);
