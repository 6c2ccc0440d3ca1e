-- Corrections by time, for the page that lists all of them.
CREATE INDEX corrections_at ON corrections (at, story, n);
