ALTER TABLE verifications ADD COLUMN title TEXT;
-- For how many days a pass counts; NULL for ever.
ALTER TABLE verifications ADD COLUMN valid_days INTEGER;
-- The last result in short: lists and counts are read without touching the results. All NULL where none was posted.
ALTER TABLE verifications ADD COLUMN last_outcome TEXT;
ALTER TABLE verifications ADD COLUMN last_at TEXT;
ALTER TABLE verifications ADD COLUMN last_by TEXT;
ALTER TABLE verifications ADD COLUMN last_expires_at TEXT;

-- What runs elsewhere gave. Rows are only ever added; none is changed when the verification changes.
CREATE TABLE verification_results (
    id              BLOB PRIMARY KEY,
    verification_id BLOB NOT NULL REFERENCES verifications (id) ON DELETE CASCADE,
    outcome         TEXT NOT NULL,
    output          TEXT NOT NULL,
    at              TEXT NOT NULL,
    by_id           BLOB,
    by_name         TEXT NOT NULL,
    -- What ran it, such as the job of a pipeline; NULL where the person did.
    source          TEXT,
    -- From when a pass counts no more; NULL where it counts for ever, and for what is no pass.
    expires_at      TEXT
) STRICT;
CREATE INDEX verification_results_by_verification ON verification_results (verification_id, id);
