CREATE TABLE assessments (
    id           BLOB PRIMARY KEY,
    project_id   BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    title        TEXT NOT NULL,
    audited_on   TEXT,
    -- The date, or the day of import where the report has none: what lists and trends are ordered by.
    ordered_on   TEXT NOT NULL,
    state        TEXT NOT NULL,
    stated       TEXT NOT NULL,
    -- Derived from the rows for lists and charts, in ten-thousandths; NULL is "no score", never 0.
    score        INTEGER,
    stated_score INTEGER,
    source_id    BLOB REFERENCES sources (id),
    author_id    BLOB NOT NULL,
    created_at   TEXT NOT NULL,
    version      INTEGER NOT NULL
) STRICT;
CREATE INDEX assessments_by_project ON assessments (project_id, ordered_on, id);
CREATE INDEX assessments_by_source ON assessments (source_id);

CREATE TABLE categories (
    id            BLOB PRIMARY KEY,
    assessment_id BLOB NOT NULL REFERENCES assessments (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    name          TEXT NOT NULL,
    -- Decimal as text: exact in both databases.
    weight        TEXT,
    rating        TEXT NOT NULL,
    status        TEXT,
    notes         TEXT NOT NULL,
    line_from     INTEGER,
    line_to       INTEGER
) STRICT;
CREATE INDEX categories_by_assessment ON categories (assessment_id, position, id);

CREATE TABLE findings (
    id             BLOB PRIMARY KEY,
    assessment_id  BLOB NOT NULL REFERENCES assessments (id) ON DELETE CASCADE,
    category_id    BLOB REFERENCES categories (id) ON DELETE SET NULL,
    position       INTEGER NOT NULL,
    kind           TEXT NOT NULL,
    title          TEXT NOT NULL,
    severity       TEXT,
    location       TEXT,
    current_state  TEXT,
    required_state TEXT,
    impact         TEXT,
    recommendation TEXT,
    body           TEXT NOT NULL,
    line_from      INTEGER,
    line_to        INTEGER
) STRICT;
CREATE INDEX findings_by_assessment ON findings (assessment_id, position, id);
CREATE INDEX findings_by_category ON findings (category_id);

CREATE TABLE notes (
    id            BLOB PRIMARY KEY,
    assessment_id BLOB NOT NULL REFERENCES assessments (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    text          TEXT NOT NULL,
    line_from     INTEGER,
    line_to       INTEGER
) STRICT;
CREATE INDEX notes_by_assessment ON notes (assessment_id, position, id);
