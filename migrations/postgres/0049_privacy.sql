-- Whose account is erased is named nowhere: of a published template the name of its author may go, and nothing else of it may change.
CREATE OR REPLACE FUNCTION refuse_published() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.key, OLD.version, OLD.name, OLD.document, OLD.built_in, OLD.author_id, OLD.created_at)
            IS NOT DISTINCT FROM (NEW.key, NEW.version, NEW.name, NEW.document, NEW.built_in, NEW.author_id, NEW.created_at)
            AND NEW.author_name IS NOT DISTINCT FROM 'Former member' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a published template cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
