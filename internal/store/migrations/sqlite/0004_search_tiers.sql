-- The index again, in the order of publication and with the furniture of stories apart, because a search of a million stories goes newest first and ends early.

DROP TABLE search_words;
DROP TABLE search_entries;

-- An entry's number grows with the moment of publication: see entryNumber.
CREATE TABLE search_entries (
	entry       INTEGER PRIMARY KEY,
	story       INTEGER NOT NULL UNIQUE,
	public_from INTEGER NOT NULL -- Unix milliseconds
) STRICT;

-- Words come parted by spaces, with nothing but letters, digits and marks in
-- them: to the ascii tokenizer every character beyond ASCII is part of a word.
-- The filter column holds what a search is narrowed by.
CREATE VIRTUAL TABLE search_words USING fts5 (
	headline, deck, byline, topics, body, filter,
	content = '', contentless_delete = 1, tokenize = 'ascii', detail = full
);

-- The same without the body but for how it begins.
CREATE VIRTUAL TABLE search_furniture USING fts5 (
	headline, deck, byline, topics, lede, filter,
	content = '', contentless_delete = 1, tokenize = 'ascii', detail = full
);

-- Bytes that are gathered before a part of the index is written: fewer parts
-- are merged less often.
INSERT INTO search_words (search_words, rank) VALUES ('hashsize', 16777216);
INSERT INTO search_furniture (search_furniture, rank) VALUES ('hashsize', 4194304);
