-- An identity never changes.
CREATE FUNCTION refuse_identity() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an identity cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER assessments_identity BEFORE UPDATE OF id ON assessments
    FOR EACH ROW WHEN (NEW.id <> OLD.id) EXECUTE FUNCTION refuse_identity();
CREATE TRIGGER categories_identity BEFORE UPDATE OF id ON categories
    FOR EACH ROW WHEN (NEW.id <> OLD.id) EXECUTE FUNCTION refuse_identity();
CREATE TRIGGER findings_identity BEFORE UPDATE OF id ON findings
    FOR EACH ROW WHEN (NEW.id <> OLD.id) EXECUTE FUNCTION refuse_identity();
CREATE TRIGGER notes_identity BEFORE UPDATE OF id ON notes
    FOR EACH ROW WHEN (NEW.id <> OLD.id) EXECUTE FUNCTION refuse_identity();

-- The document that a frozen assessment was read from stays with it.
CREATE FUNCTION refuse_frozen_source() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM assessments WHERE source_id = OLD.id AND state = 'final') THEN
        RAISE EXCEPTION 'a frozen assessment cannot be changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER sources_frozen BEFORE UPDATE OR DELETE ON sources FOR EACH ROW EXECUTE FUNCTION refuse_frozen_source();
CREATE TRIGGER sources_kept BEFORE TRUNCATE ON sources FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
