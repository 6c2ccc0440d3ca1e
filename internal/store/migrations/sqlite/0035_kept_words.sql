-- Words that readers keep in notebooks of their own, and when each is asked again. They are the readers', and stay when a story goes.

CREATE TABLE kept_words (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	reader   INTEGER NOT NULL REFERENCES readers (id),
	learned  TEXT NOT NULL,
	headword TEXT NOT NULL,
	meaning  TEXT NOT NULL,
	word     TEXT NOT NULL,    -- an ilbo.KeptWord, as JSON
	kept     INTEGER NOT NULL,
	due      INTEGER NOT NULL,
	days     INTEGER NOT NULL, -- from the last review to due; 0: minutes
	reviews  INTEGER NOT NULL,
	recall   TEXT NOT NULL,    -- an ilbo.Recall, as JSON
	undo     TEXT NOT NULL,    -- that before the last grade; empty: there is none to take back
	grade    INTEGER NOT NULL,
	turn     INTEGER NOT NULL,
	UNIQUE (reader, learned, headword, meaning)
) STRICT;

CREATE INDEX kept_words_due ON kept_words (reader, due);
