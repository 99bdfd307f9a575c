CREATE TABLE projects (
    id          BLOB PRIMARY KEY,
    slug        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    description TEXT NOT NULL,
    rule        TEXT NOT NULL,
    archived_at TEXT,
    created_at  TEXT NOT NULL,
    version     INTEGER NOT NULL
) STRICT;
CREATE INDEX projects_by_name ON projects (name, id);

CREATE TABLE project_tags (
    project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    tag        TEXT NOT NULL,
    PRIMARY KEY (project_id, tag)
) STRICT;
CREATE INDEX project_tags_by_tag ON project_tags (tag, project_id);

CREATE TABLE members (
    project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    user_id    BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role       TEXT NOT NULL,
    version    INTEGER NOT NULL,
    PRIMARY KEY (project_id, user_id)
) STRICT;
CREATE INDEX members_by_user ON members (user_id, project_id);
