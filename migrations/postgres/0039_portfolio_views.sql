-- What somebody likes to look at, under a name; nobody else sees it.
CREATE TABLE portfolio_views (
    id         UUID PRIMARY KEY,
    user_id    UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    -- Folded: two views of one person differ in more than capitals.
    name_key   TEXT NOT NULL,
    -- As it stands behind the question mark of an address.
    query      TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    version    BIGINT NOT NULL
);
CREATE UNIQUE INDEX portfolio_views_by_user ON portfolio_views (user_id, name_key);
