-- With what and from where somebody signed in, for the list of one's sessions. Sessions of before know neither: they end, and everybody
-- signs in once more. Visitors who are not signed in have none of it.
DELETE FROM sessions;
-- Names a session in lists and forms; it lets nobody in.
ALTER TABLE sessions ADD COLUMN public_id BLOB;
ALTER TABLE sessions ADD COLUMN address TEXT;
ALTER TABLE sessions ADD COLUMN agent TEXT;
ALTER TABLE sessions ADD COLUMN seen_at TEXT NOT NULL;

-- An offer to make an account. A row is there as long as the offer is open: it goes when it is used or taken back.
CREATE TABLE invitations (
    id              BLOB PRIMARY KEY,
    -- Not unique: two people can invite a third without knowing of each other. Each link gives what its own maker offered.
    email           TEXT NOT NULL,
    name            TEXT NOT NULL,
    admin           INTEGER NOT NULL,
    -- Made by the owner of a project: without a project left it offers nothing.
    for_projects    INTEGER NOT NULL,
    -- Who reads this table cannot make a link of it.
    token_digest    TEXT NOT NULL UNIQUE,
    created_at      TEXT NOT NULL,
    -- None for the operator at the command line.
    created_by      BLOB REFERENCES users (id) ON DELETE CASCADE,
    created_by_name TEXT NOT NULL,
    expires_at      TEXT NOT NULL
) STRICT;
CREATE INDEX invitations_by_age ON invitations (created_at, email, name, expires_at);
CREATE INDEX invitations_by_expiry ON invitations (expires_at);
CREATE INDEX invitations_by_maker ON invitations (created_by);

-- The projects that come with it.
CREATE TABLE invitation_projects (
    invitation_id BLOB NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
    project_id    BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    role          TEXT NOT NULL,
    PRIMARY KEY (invitation_id, project_id)
) STRICT;
CREATE INDEX invitation_projects_by_project ON invitation_projects (project_id);

-- A link by which a person sets a new password: one for each person, so that another one ends it.
CREATE TABLE reset_links (
    user_id      BLOB PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    id           BLOB NOT NULL,
    token_digest TEXT NOT NULL UNIQUE,
    created_at   TEXT NOT NULL,
    expires_at   TEXT NOT NULL
) STRICT;
CREATE INDEX reset_links_by_expiry ON reset_links (expires_at);

-- For lists with a search: all that it looks at stands in the index.
CREATE INDEX users_listed ON users (email, name, deactivated_at);
-- For “is there another administrator?”.
CREATE INDEX users_admins ON users (admin, deactivated_at);
