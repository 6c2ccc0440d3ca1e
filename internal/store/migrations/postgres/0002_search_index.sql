-- The search index: analysed words as a tsvector that no text search
-- configuration has touched, beside what a search is narrowed by.

CREATE TABLE search_entries (
	story       BIGINT PRIMARY KEY,
	language    TEXT COLLATE "C" NOT NULL,
	section     TEXT COLLATE "C" NOT NULL,
	top         TEXT COLLATE "C" NOT NULL, -- the section that a sub-section belongs to
	published   BIGINT NOT NULL,           -- Unix milliseconds, as public_from
	public_from BIGINT NOT NULL,
	words       TSVECTOR NOT NULL          -- see tsvector.go
);

CREATE INDEX search_entries_published ON search_entries (published DESC, story DESC);
CREATE INDEX search_entries_words ON search_entries USING gin (words);
