-- The vocabulary: what public stories offer to those who search, because a reader who types the beginning of a word, or a word wrongly, means one that the paper has.

CREATE TABLE vocabulary (
	language TEXT COLLATE "C" NOT NULL,
	text     TEXT COLLATE "C" NOT NULL,
	typed    TEXT COLLATE "C" NOT NULL, -- see Headword
	initials TEXT COLLATE "C" NOT NULL,
	stories  BIGINT NOT NULL, -- that hold it and are public
	level    BIGINT NOT NULL, -- of stories, see vocabularyLevels
	newest   BIGINT NOT NULL, -- Unix seconds of the newest that ever held it
	PRIMARY KEY (language, text)
);

-- Beginnings are sought level by level, the words of the most stories first.
CREATE INDEX vocabulary_typed ON vocabulary (language, level, typed, text);
CREATE INDEX vocabulary_initials ON vocabulary (language, level, initials, text) WHERE initials <> '';

-- What each story gave, which is taken back when it gives something else.
CREATE TABLE vocabulary_stories (
	story     BIGINT PRIMARY KEY,
	headwords TEXT COLLATE "C" NOT NULL -- the language and the texts, each in a line
);

-- What words that more than one story holds are found by when they are mistyped.
CREATE TABLE vocabulary_spellings (
	language TEXT COLLATE "C" NOT NULL,
	spelling TEXT COLLATE "C" NOT NULL,
	letters  BIGINT NOT NULL, -- of the whole word as it is typed
	text     TEXT COLLATE "C" NOT NULL,
	PRIMARY KEY (language, spelling, letters, text)
);
