-- The paper's stories, their furniture, their records and their lists, because a newspaper is what it printed and what became of it.

CREATE TABLE sections (
	id       TEXT PRIMARY KEY,
	name     TEXT NOT NULL, -- JSON, language to words; so are all names and blurbs
	blurb    TEXT NOT NULL,
	position INTEGER NOT NULL
) STRICT;

CREATE TABLE topics (
	id    TEXT PRIMARY KEY,
	name  TEXT NOT NULL,
	blurb TEXT NOT NULL
) STRICT;

CREATE TABLE journalists (
	id      TEXT PRIMARY KEY,
	name    TEXT NOT NULL,
	title   TEXT NOT NULL,
	bio     TEXT NOT NULL,
	picture TEXT NOT NULL
) STRICT;
CREATE INDEX journalists_picture ON journalists (picture);

CREATE TABLE pictures (
	id      TEXT PRIMARY KEY,
	type    TEXT NOT NULL,
	width   INTEGER NOT NULL,
	height  INTEGER NOT NULL,
	drawing TEXT NOT NULL,
	credit  TEXT NOT NULL,
	caption TEXT NOT NULL,
	taken   INTEGER, -- unix milliseconds, UTC; so are all times
	added   INTEGER
) STRICT;

CREATE TABLE films (
	id       TEXT PRIMARY KEY,
	type     TEXT NOT NULL,
	width    INTEGER NOT NULL,
	height   INTEGER NOT NULL,
	duration INTEGER NOT NULL, -- nanoseconds
	drawing  TEXT NOT NULL
) STRICT;

CREATE TABLE stories (
	id           INTEGER PRIMARY KEY,
	foreign_id   TEXT UNIQUE,
	language     TEXT NOT NULL,
	section      TEXT NOT NULL,
	slug         TEXT NOT NULL,
	path         TEXT UNIQUE,
	translations TEXT,
	kicker       TEXT NOT NULL,
	headline     TEXT NOT NULL,
	deck         TEXT NOT NULL,
	bylines      TEXT NOT NULL, -- JSON
	place        TEXT NOT NULL, -- of the dateline
	source       TEXT NOT NULL,
	topics       TEXT NOT NULL, -- JSON, in the story's order
	lead         TEXT NOT NULL, -- JSON of the lead picture
	figure       TEXT NOT NULL, -- JSON of what stands for the story in lists where it has no lead
	access       TEXT NOT NULL,
	words        INTEGER NOT NULL,
	pictures     INTEGER NOT NULL,
	length       INTEGER NOT NULL, -- of the first film, nanoseconds
	films        INTEGER NOT NULL,
	galleries    INTEGER NOT NULL,
	recorded     INTEGER NOT NULL, -- 1 where records or corrections stand
	filed        INTEGER,
	published    INTEGER,
	updated      INTEGER,
	changed      INTEGER,
	public_from  INTEGER, -- written from Story.PublicFrom alone
	CHECK (public_from IS NULL OR path IS NOT NULL)
) STRICT;
CREATE INDEX stories_translations ON stories (translations) WHERE translations IS NOT NULL;
CREATE INDEX stories_public ON stories (public_from) WHERE public_from IS NOT NULL;

-- Bodies stand apart, so that lists of stories never drag them through memory.
CREATE TABLE bodies (
	story INTEGER PRIMARY KEY REFERENCES stories (id),
	body  TEXT NOT NULL -- JSON
) STRICT;

-- An open record has no end; one that ended stays, with who ended it.
CREATE TABLE records (
	id       INTEGER PRIMARY KEY,
	story    INTEGER NOT NULL REFERENCES stories (id),
	kind     TEXT NOT NULL CHECK (kind IN ('embargo', 'hold', 'spike', 'kill')),
	who      TEXT NOT NULL,
	at       INTEGER,
	why      TEXT NOT NULL,
	until    INTEGER,       -- of an embargo
	notice   TEXT NOT NULL, -- of a kill
	ended    INTEGER,
	ended_by TEXT NOT NULL
) STRICT;
CREATE INDEX records_story ON records (story);
CREATE UNIQUE INDEX records_open ON records (story, kind) WHERE ended IS NULL;

CREATE TABLE corrections (
	story INTEGER NOT NULL REFERENCES stories (id),
	n     INTEGER NOT NULL, -- from 0, the first one made
	kind  TEXT NOT NULL,
	who   TEXT NOT NULL,
	at    INTEGER,
	text  TEXT NOT NULL,
	PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- Every list of stories is one range of this table, read backwards: a key
-- names the list. Only stories that are, or will be, public are in it.
CREATE TABLE listings (
	list        TEXT NOT NULL,
	published   INTEGER NOT NULL,
	story       INTEGER NOT NULL REFERENCES stories (id),
	public_from INTEGER NOT NULL,
	changed     INTEGER NOT NULL,
	PRIMARY KEY (list, published, story)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_pictures (
	picture TEXT NOT NULL,
	story   INTEGER NOT NULL REFERENCES stories (id),
	PRIMARY KEY (picture, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_pictures_story ON story_pictures (story);

CREATE TABLE story_films (
	film  TEXT NOT NULL,
	story INTEGER NOT NULL REFERENCES stories (id),
	PRIMARY KEY (film, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_films_story ON story_films (story);

CREATE TABLE redirects (
	path  TEXT PRIMARY KEY,
	story INTEGER NOT NULL REFERENCES stories (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE fronts (
	id       TEXT NOT NULL,
	language TEXT NOT NULL,
	slots    TEXT NOT NULL, -- JSON
	PRIMARY KEY (id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE reads (
	hour  INTEGER NOT NULL,
	story INTEGER NOT NULL REFERENCES stories (id),
	n     INTEGER NOT NULL,
	PRIMARY KEY (hour, story)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
	id       INTEGER PRIMARY KEY,
	login    TEXT NOT NULL UNIQUE,
	name     TEXT NOT NULL,
	role     TEXT NOT NULL,
	password TEXT NOT NULL,
	added    INTEGER
) STRICT;
