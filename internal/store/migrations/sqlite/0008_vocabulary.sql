-- The vocabulary: what public stories offer to those who search, because a reader who types the beginning of a word, or a word wrongly, means one that the paper has.

CREATE TABLE vocabulary (
	language TEXT NOT NULL,
	text     TEXT NOT NULL,
	typed    TEXT NOT NULL,    -- see Headword
	initials TEXT NOT NULL,
	stories  INTEGER NOT NULL, -- that hold it and are public
	level    INTEGER NOT NULL, -- of stories, see vocabularyLevels
	newest   INTEGER NOT NULL, -- Unix seconds of the newest that ever held it
	PRIMARY KEY (language, text)
) STRICT, WITHOUT ROWID;

-- Beginnings are sought level by level, the words of the most stories first.
CREATE INDEX vocabulary_typed ON vocabulary (language, level, typed, text);
CREATE INDEX vocabulary_initials ON vocabulary (language, level, initials, text) WHERE initials <> '';

-- What each story gave, which is taken back when it gives something else.
CREATE TABLE vocabulary_stories (
	story     INTEGER PRIMARY KEY,
	headwords TEXT NOT NULL -- the language and the texts, each in a line
) STRICT;

-- What words that more than one story holds are found by when they are mistyped.
CREATE TABLE vocabulary_spellings (
	language TEXT NOT NULL,
	spelling TEXT NOT NULL,
	letters  INTEGER NOT NULL, -- of the whole word as it is typed
	text     TEXT NOT NULL,
	PRIMARY KEY (language, spelling, letters, text)
) STRICT, WITHOUT ROWID;
