-- How each project stands, in one row: a list of ten thousand projects cannot count the registers of all of them for each reader.
-- A row is written by whatever changes the project, in the same transaction, and by a job once "lapses_at" is past.
CREATE TABLE standings (
    project_id    UUID PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
    -- As in "projects", so that every order is read from an index of this table.
    archived      BOOLEAN NOT NULL,
    name_key      TEXT NOT NULL,
    -- Dates and scores of the last audits that count, in ten-thousandths: for lists and for sorting only. NULL is unknown, never 0.
    audited_on    TEXT,
    scored_on     TEXT,
    score         BIGINT,
    stated        BIGINT,
    delta         BIGINT,
    -- The last scores, the oldest first, with blanks between them: for a line the size of a word.
    scores        TEXT NOT NULL,
    open_first    BIGINT NOT NULL,
    open_second   BIGINT NOT NULL,
    open_others   BIGINT NOT NULL,
    overdue       BIGINT NOT NULL,
    items_open    BIGINT NOT NULL,
    items_done    BIGINT NOT NULL,
    -- Ranks of the verdicts on the goals that have a column, for sorting; NULL where the project has no such goal.
    demo          INTEGER,
    beta          INTEGER,
    production    INTEGER,
    -- Which state of which audit the rows of "standing_categories" are of: they are written anew only when that is another one.
    categories_of TEXT,
    -- From when the row may be wrong although nobody changed anything: a waiver ends, a day passes, a result expires.
    lapses_at     TIMESTAMPTZ NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL
);

-- One index for each order of the list, so that a page is read and not sorted. What is unknown comes last in both directions; an
-- order in which something can be unknown therefore needs two.
CREATE INDEX standings_by_name ON standings (archived, name_key, project_id);
CREATE INDEX standings_by_score ON standings (archived, (score IS NULL), score, project_id);
CREATE INDEX standings_by_score_down ON standings (archived, (score IS NULL), score DESC, project_id DESC);
CREATE INDEX standings_by_delta ON standings (archived, (delta IS NULL), delta, project_id);
CREATE INDEX standings_by_delta_down ON standings (archived, (delta IS NULL), delta DESC, project_id DESC);
CREATE INDEX standings_by_audit ON standings (archived, (audited_on IS NULL), audited_on, project_id);
CREATE INDEX standings_by_audit_down ON standings (archived, (audited_on IS NULL), audited_on DESC, project_id DESC);
CREATE INDEX standings_by_blockers ON standings (archived, open_first, open_second, open_others, project_id);
CREATE INDEX standings_by_overdue ON standings (archived, overdue, project_id);
CREATE INDEX standings_by_items ON standings (archived, items_open, project_id);
CREATE INDEX standings_by_demo ON standings (archived, (demo IS NULL), demo, project_id);
CREATE INDEX standings_by_demo_down ON standings (archived, (demo IS NULL), demo DESC, project_id DESC);
CREATE INDEX standings_by_beta ON standings (archived, (beta IS NULL), beta, project_id);
CREATE INDEX standings_by_beta_down ON standings (archived, (beta IS NULL), beta DESC, project_id DESC);
CREATE INDEX standings_by_production ON standings (archived, (production IS NULL), production, project_id);
CREATE INDEX standings_by_production_down ON standings (archived, (production IS NULL), production DESC, project_id DESC);
CREATE INDEX standings_by_lapse ON standings (lapses_at, project_id);

-- The verdict on each goal of a project.
CREATE TABLE standing_verdicts (
    project_id UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    goal       TEXT NOT NULL,
    name       TEXT NOT NULL,
    verdict    TEXT NOT NULL,
    PRIMARY KEY (project_id, goal)
);

-- What the last audit with a score says of each category, by its folded name: one category is compared over all projects.
CREATE TABLE standing_categories (
    project_id UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    key        TEXT NOT NULL,
    name       TEXT NOT NULL,
    -- In ten-thousandths; NULL where it is not counted.
    share      BIGINT,
    rating     TEXT NOT NULL,
    PRIMARY KEY (project_id, key)
);
CREATE INDEX standing_categories_by_share ON standing_categories (key, (share IS NULL), share, project_id);
CREATE INDEX standing_categories_by_share_down ON standing_categories (key, (share IS NULL), share DESC, project_id DESC);

-- Projects from before have a row that has lapsed long ago: the job fills it.
INSERT INTO standings (project_id, archived, name_key, scores, open_first, open_second, open_others, overdue, items_open, items_done, lapses_at, updated_at)
SELECT id, archived_at IS NOT NULL, name_key, '', 0, 0, 0, 0, 0, 0, '1970-01-01T00:00:00+00:00', created_at FROM projects;

-- Trends read what was closed and opened again since a day.
CREATE INDEX events_of_kind ON events (project_id, kind, at);
