-- Names folded by the program: the LOWER of SQLite knows only ASCII, so that a search for “ä” would find nothing.
-- Names from before are folded as far as the database can, and wholly when they are next saved.
ALTER TABLE projects ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE projects SET name_key = LOWER(name);
CREATE INDEX projects_by_name_key ON projects (name_key, id);
DROP INDEX projects_by_name;
