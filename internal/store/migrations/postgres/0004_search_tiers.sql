-- The index again, in the order of publication and with the furniture of stories apart, because a search of a million stories goes newest first and ends early.

DROP TABLE search_entries;

-- An entry's number grows with the moment of publication: see entryNumber.
-- What a search is narrowed by is among the words.
CREATE TABLE search_entries (
	entry       BIGINT PRIMARY KEY,
	story       BIGINT NOT NULL CONSTRAINT search_entries_story UNIQUE,
	public_from BIGINT NOT NULL,   -- Unix milliseconds
	words       TSVECTOR NOT NULL, -- see tsvector.go
	furniture   TSVECTOR NOT NULL  -- the same without the body but for how it begins
);

CREATE INDEX search_entries_words ON search_entries USING gin (words);
CREATE INDEX search_entries_furniture ON search_entries USING gin (furniture);
