-- An assessment that is frozen never changes again, whoever asks: the rows refuse it themselves.
ALTER TABLE assessments ADD COLUMN supersedes_id UUID REFERENCES assessments (id);
-- The rule it was scored with, from the moment it is frozen.
ALTER TABLE assessments ADD COLUMN rule JSONB;
CREATE INDEX assessments_by_superseded ON assessments (supersedes_id) WHERE supersedes_id IS NOT NULL;

CREATE TABLE snapshots (
    assessment_id  UUID PRIMARY KEY REFERENCES assessments (id),
    project_id     UUID NOT NULL REFERENCES projects (id),
    sha256         TEXT NOT NULL,
    bytes          BIGINT NOT NULL,
    -- Canonical JSON as text: its bytes are what the digest is of.
    document       TEXT NOT NULL,
    frozen_at      TIMESTAMPTZ NOT NULL,
    frozen_by      UUID,
    frozen_by_name TEXT NOT NULL
);
CREATE INDEX snapshots_by_project ON snapshots (project_id);

CREATE FUNCTION refuse_frozen() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a frozen assessment cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER assessments_frozen BEFORE UPDATE OR DELETE ON assessments
    FOR EACH ROW WHEN (OLD.state = 'final') EXECUTE FUNCTION refuse_frozen();
CREATE TRIGGER snapshots_frozen BEFORE UPDATE OR DELETE ON snapshots FOR EACH ROW EXECUTE FUNCTION refuse_frozen();

CREATE FUNCTION refuse_frozen_part() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM assessments WHERE id = OLD.assessment_id AND state = 'final')
        OR TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM assessments WHERE id = NEW.assessment_id AND state = 'final') THEN
        RAISE EXCEPTION 'a frozen assessment cannot be changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER categories_frozen BEFORE INSERT OR UPDATE OR DELETE ON categories FOR EACH ROW EXECUTE FUNCTION refuse_frozen_part();
CREATE TRIGGER findings_frozen BEFORE INSERT OR UPDATE OR DELETE ON findings FOR EACH ROW EXECUTE FUNCTION refuse_frozen_part();
CREATE TRIGGER notes_frozen BEFORE INSERT OR UPDATE OR DELETE ON notes FOR EACH ROW EXECUTE FUNCTION refuse_frozen_part();

-- Emptying a table fires no trigger of its rows.
CREATE FUNCTION refuse_emptying() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM snapshots) THEN
        RAISE EXCEPTION 'a frozen assessment cannot be changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER assessments_kept BEFORE TRUNCATE ON assessments FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER snapshots_kept BEFORE TRUNCATE ON snapshots FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER categories_kept BEFORE TRUNCATE ON categories FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER findings_kept BEFORE TRUNCATE ON findings FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER notes_kept BEFORE TRUNCATE ON notes FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
