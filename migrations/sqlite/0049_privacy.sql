-- Whose account is erased is named nowhere: of a published template the name of its author may go, and nothing else of it may change.
DROP TRIGGER templates_published_update;
CREATE TRIGGER templates_published_update BEFORE UPDATE ON templates
WHEN NOT (OLD.key IS NEW.key AND OLD.version IS NEW.version AND OLD.name IS NEW.name AND OLD.document IS NEW.document
    AND OLD.built_in IS NEW.built_in AND OLD.author_id IS NEW.author_id AND OLD.created_at IS NEW.created_at AND NEW.author_name IS 'Former member')
BEGIN
    SELECT RAISE(ABORT, 'a published template cannot be changed');
END;
