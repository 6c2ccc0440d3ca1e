-- The search index: analysed words in FTS5, which keeps no text of its own, and
-- beside them what a search is narrowed by.

CREATE TABLE search_entries (
	story       INTEGER PRIMARY KEY,
	language    TEXT NOT NULL,
	section     TEXT NOT NULL,
	top         TEXT NOT NULL,    -- the section that a sub-section belongs to
	published   INTEGER NOT NULL, -- Unix milliseconds, as public_from
	public_from INTEGER NOT NULL
) STRICT;

CREATE INDEX search_entries_published ON search_entries (published DESC, story DESC);

-- Words come parted by spaces, with nothing but letters, digits and marks in
-- them: to the ascii tokenizer every character beyond ASCII is part of a word.
CREATE VIRTUAL TABLE search_words USING fts5 (
	headline, deck, byline, topics, body,
	content = '', contentless_delete = 1, tokenize = 'ascii', detail = full
);
