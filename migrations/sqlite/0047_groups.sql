-- Groups: people who get their roles in projects together.
CREATE TABLE groups (
    id         BLOB PRIMARY KEY,
    name       TEXT NOT NULL,
    -- The name in small letters: two groups cannot differ in capitals alone, and providers write them as they like.
    name_key   TEXT NOT NULL UNIQUE,
    purpose    TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version    INTEGER NOT NULL
) STRICT;

-- One row for each way in: who was added by hand stays when a provider no longer names them, and the other way round.
CREATE TABLE group_members (
    group_id BLOB NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    user_id  BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- "manual", or the name of the provider of sign-in that says so.
    source   TEXT NOT NULL,
    since    TEXT NOT NULL,
    PRIMARY KEY (group_id, user_id, source)
) STRICT;
CREATE INDEX group_members_by_user ON group_members (user_id, source);

CREATE TABLE group_roles (
    group_id   BLOB NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    role       TEXT NOT NULL,
    version    INTEGER NOT NULL,
    PRIMARY KEY (group_id, project_id)
) STRICT;
CREATE INDEX group_roles_by_project ON group_roles (project_id, group_id);

-- What somebody may do in a project after all: the strongest of their own role and those of their groups. Whatever decides or lists what
-- somebody may see reads this one table. Only triggers write it, deletions that cascade included, so it needs no references of its own.
CREATE TABLE access (
    project_id BLOB NOT NULL,
    user_id    BLOB NOT NULL,
    role       TEXT NOT NULL,
    PRIMARY KEY (project_id, user_id)
) STRICT;
CREATE INDEX access_by_user ON access (user_id, project_id);

-- Every way in which somebody has a role in a project, with its strength. A word that is no role has none.
CREATE VIEW access_ways AS
SELECT project_id, user_id, CASE role WHEN 'owner' THEN 4 WHEN 'auditor' THEN 3 WHEN 'engineer' THEN 2 WHEN 'viewer' THEN 1 ELSE 0 END AS strength FROM members
UNION ALL
SELECT r.project_id, g.user_id, CASE r.role WHEN 'owner' THEN 4 WHEN 'auditor' THEN 3 WHEN 'engineer' THEN 2 WHEN 'viewer' THEN 1 ELSE 0 END
    FROM group_roles r JOIN group_members g ON g.group_id = r.group_id;

INSERT INTO access (project_id, user_id, role) SELECT project_id, user_id, role FROM members;

-- A row of "members" settles one person in one project. A row of a group settles all of its person, or all of its project: when a group goes,
-- the rows of both its tables may be gone before the first trigger runs, so none may look into the other one.
CREATE TRIGGER access_member_insert AFTER INSERT ON members BEGIN
    DELETE FROM access WHERE project_id = NEW.project_id AND user_id = NEW.user_id;
    INSERT INTO access (project_id, user_id, role)
    SELECT project_id, user_id, CASE MAX(strength) WHEN 4 THEN 'owner' WHEN 3 THEN 'auditor' WHEN 2 THEN 'engineer' ELSE 'viewer' END
    FROM access_ways WHERE project_id = NEW.project_id AND user_id = NEW.user_id GROUP BY project_id, user_id HAVING MAX(strength) > 0;
END;
CREATE TRIGGER access_member_update AFTER UPDATE ON members BEGIN
    DELETE FROM access WHERE project_id IN (OLD.project_id, NEW.project_id) AND user_id IN (OLD.user_id, NEW.user_id);
    INSERT INTO access (project_id, user_id, role)
    SELECT project_id, user_id, CASE MAX(strength) WHEN 4 THEN 'owner' WHEN 3 THEN 'auditor' WHEN 2 THEN 'engineer' ELSE 'viewer' END
    FROM access_ways WHERE project_id IN (OLD.project_id, NEW.project_id) AND user_id IN (OLD.user_id, NEW.user_id) GROUP BY project_id, user_id HAVING MAX(strength) > 0;
END;
CREATE TRIGGER access_member_delete AFTER DELETE ON members BEGIN
    DELETE FROM access WHERE project_id = OLD.project_id AND user_id = OLD.user_id;
    INSERT INTO access (project_id, user_id, role)
    SELECT project_id, user_id, CASE MAX(strength) WHEN 4 THEN 'owner' WHEN 3 THEN 'auditor' WHEN 2 THEN 'engineer' ELSE 'viewer' END
    FROM access_ways WHERE project_id = OLD.project_id AND user_id = OLD.user_id GROUP BY project_id, user_id HAVING MAX(strength) > 0;
END;
CREATE TRIGGER access_group_member_insert AFTER INSERT ON group_members BEGIN
    DELETE FROM access WHERE user_id = NEW.user_id;
    INSERT INTO access (project_id, user_id, role)
    SELECT project_id, user_id, CASE MAX(strength) WHEN 4 THEN 'owner' WHEN 3 THEN 'auditor' WHEN 2 THEN 'engineer' ELSE 'viewer' END
    FROM access_ways WHERE user_id = NEW.user_id GROUP BY project_id, user_id HAVING MAX(strength) > 0;
END;
CREATE TRIGGER access_group_member_update AFTER UPDATE ON group_members BEGIN
    DELETE FROM access WHERE user_id IN (OLD.user_id, NEW.user_id);
    INSERT INTO access (project_id, user_id, role)
    SELECT project_id, user_id, CASE MAX(strength) WHEN 4 THEN 'owner' WHEN 3 THEN 'auditor' WHEN 2 THEN 'engineer' ELSE 'viewer' END
    FROM access_ways WHERE user_id IN (OLD.user_id, NEW.user_id) GROUP BY project_id, user_id HAVING MAX(strength) > 0;
END;
CREATE TRIGGER access_group_member_delete AFTER DELETE ON group_members BEGIN
    DELETE FROM access WHERE user_id = OLD.user_id;
    INSERT INTO access (project_id, user_id, role)
    SELECT project_id, user_id, CASE MAX(strength) WHEN 4 THEN 'owner' WHEN 3 THEN 'auditor' WHEN 2 THEN 'engineer' ELSE 'viewer' END
    FROM access_ways WHERE user_id = OLD.user_id GROUP BY project_id, user_id HAVING MAX(strength) > 0;
END;
CREATE TRIGGER access_group_role_insert AFTER INSERT ON group_roles BEGIN
    DELETE FROM access WHERE project_id = NEW.project_id;
    INSERT INTO access (project_id, user_id, role)
    SELECT project_id, user_id, CASE MAX(strength) WHEN 4 THEN 'owner' WHEN 3 THEN 'auditor' WHEN 2 THEN 'engineer' ELSE 'viewer' END
    FROM access_ways WHERE project_id = NEW.project_id GROUP BY project_id, user_id HAVING MAX(strength) > 0;
END;
CREATE TRIGGER access_group_role_update AFTER UPDATE ON group_roles BEGIN
    DELETE FROM access WHERE project_id IN (OLD.project_id, NEW.project_id);
    INSERT INTO access (project_id, user_id, role)
    SELECT project_id, user_id, CASE MAX(strength) WHEN 4 THEN 'owner' WHEN 3 THEN 'auditor' WHEN 2 THEN 'engineer' ELSE 'viewer' END
    FROM access_ways WHERE project_id IN (OLD.project_id, NEW.project_id) GROUP BY project_id, user_id HAVING MAX(strength) > 0;
END;
CREATE TRIGGER access_group_role_delete AFTER DELETE ON group_roles BEGIN
    DELETE FROM access WHERE project_id = OLD.project_id;
    INSERT INTO access (project_id, user_id, role)
    SELECT project_id, user_id, CASE MAX(strength) WHEN 4 THEN 'owner' WHEN 3 THEN 'auditor' WHEN 2 THEN 'engineer' ELSE 'viewer' END
    FROM access_ways WHERE project_id = OLD.project_id GROUP BY project_id, user_id HAVING MAX(strength) > 0;
END;
