-- What helps the desk with lessons: one that is worked at beside the one that readers have, the paper's own glossary, lists of words by level, and how a lesson stood when its story was published.

-- A lesson set on copy that is not published yet.
CREATE TABLE working_lessons (
	story   BIGINT NOT NULL PRIMARY KEY REFERENCES stories (id),
	level   TEXT NOT NULL,
	lesson  TEXT NOT NULL, -- an ilbo.Lesson, as JSON
	who     TEXT NOT NULL,
	at      BIGINT NOT NULL
);

-- The glosses of all lessons, as they were last written.
CREATE TABLE glossary (
	story     BIGINT NOT NULL REFERENCES stories (id),
	word      TEXT COLLATE "C" NOT NULL, -- the headword's key: see ilbo.WordKey
	words     TEXT COLLATE "C" NOT NULL, -- the key of the words as they stand in the story
	meaning   TEXT COLLATE "C" NOT NULL,
	learned   TEXT COLLATE "C" NOT NULL,
	explained TEXT COLLATE "C" NOT NULL,
	gloss     TEXT NOT NULL, -- an ilbo.Gloss, as JSON
	at        BIGINT NOT NULL,
	PRIMARY KEY (story, word, words, meaning)
);

CREATE INDEX glossary_word ON glossary (learned, explained, word, meaning, story, words);
CREATE INDEX glossary_words ON glossary (learned, explained, words);

INSERT INTO glossary (story, word, words, meaning, learned, explained, gloss, at)
SELECT l.story, lower(g.value ->> 'headword'), lower(g.value ->> 'words'), g.value ->> 'meaning', l.lesson::jsonb ->> 'learned', l.lesson::jsonb ->> 'explained', g.value::text, l.at
FROM lessons l, jsonb_array_elements(coalesce(l.lesson::jsonb -> 'glosses', '[]'::jsonb)) g
ON CONFLICT DO NOTHING;

CREATE TABLE listed_words (
	language TEXT COLLATE "C" NOT NULL,
	word     TEXT COLLATE "C" NOT NULL, -- its key
	speech   TEXT COLLATE "C" NOT NULL, -- empty: whatever it is
	level    TEXT NOT NULL,
	PRIMARY KEY (language, word, speech)
);

CREATE TABLE lesson_prints (
	story     BIGINT NOT NULL REFERENCES stories (id),
	at        BIGINT NOT NULL,
	who       TEXT NOT NULL,
	sentences BIGINT NOT NULL,
	rendered  BIGINT NOT NULL,
	detached  BIGINT NOT NULL,
	PRIMARY KEY (story, at)
);
