-- What helps the desk with lessons: one that is worked at beside the one that readers have, the paper's own glossary, lists of words by level, and how a lesson stood when its story was published.

-- A lesson set on copy that is not published yet.
CREATE TABLE working_lessons (
	story   INTEGER NOT NULL PRIMARY KEY REFERENCES stories (id),
	level   TEXT NOT NULL,
	lesson  TEXT NOT NULL, -- an ilbo.Lesson, as JSON
	who     TEXT NOT NULL,
	at      INTEGER NOT NULL
) STRICT;

-- The glosses of all lessons, as they were last written.
CREATE TABLE glossary (
	story     INTEGER NOT NULL REFERENCES stories (id),
	word      TEXT NOT NULL, -- the headword's key: see ilbo.WordKey
	words     TEXT NOT NULL, -- the key of the words as they stand in the story
	meaning   TEXT NOT NULL,
	learned   TEXT NOT NULL,
	explained TEXT NOT NULL,
	gloss     TEXT NOT NULL, -- an ilbo.Gloss, as JSON
	at        INTEGER NOT NULL,
	PRIMARY KEY (story, word, words, meaning)
) STRICT, WITHOUT ROWID;

CREATE INDEX glossary_word ON glossary (learned, explained, word, meaning, story, words);
CREATE INDEX glossary_words ON glossary (learned, explained, words);

INSERT OR IGNORE INTO glossary (story, word, words, meaning, learned, explained, gloss, at)
SELECT l.story, lower(json_extract(g.value, '$.headword')), lower(json_extract(g.value, '$.words')), json_extract(g.value, '$.meaning'),
	json_extract(l.lesson, '$.learned'), json_extract(l.lesson, '$.explained'), g.value, l.at
FROM lessons l, json_each(l.lesson, '$.glosses') g;

CREATE TABLE listed_words (
	language TEXT NOT NULL,
	word     TEXT NOT NULL, -- its key
	speech   TEXT NOT NULL, -- empty: whatever it is
	level    TEXT NOT NULL,
	PRIMARY KEY (language, word, speech)
) STRICT, WITHOUT ROWID;

CREATE TABLE lesson_prints (
	story     INTEGER NOT NULL REFERENCES stories (id),
	at        INTEGER NOT NULL,
	who       TEXT NOT NULL,
	sentences INTEGER NOT NULL,
	rendered  INTEGER NOT NULL,
	detached  INTEGER NOT NULL,
	PRIMARY KEY (story, at)
) STRICT;
