-- Since when a person cannot sign in any more.
ALTER TABLE users ADD COLUMN deactivated_at TIMESTAMPTZ;

-- By which door somebody came in, and from where.
ALTER TABLE events ADD COLUMN via TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE events ADD COLUMN address TEXT;
