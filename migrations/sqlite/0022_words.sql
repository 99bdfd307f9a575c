-- How a project calls its tiers and the steps of its scales; NULL: the words that come with the program, whatever they will be.
ALTER TABLE projects ADD COLUMN words TEXT;
