-- The newsroom's side of stories: their versions, how far they have got, and who is writing.

ALTER TABLE stories ADD COLUMN print TEXT NOT NULL DEFAULT ''; -- JSON

-- One row for each story that the newsroom has worked on.
CREATE TABLE drafts (
	story     INTEGER PRIMARY KEY REFERENCES stories (id),
	version   INTEGER NOT NULL,
	printed   INTEGER NOT NULL,
	stage     TEXT NOT NULL,
	writers   TEXT NOT NULL, -- JSON
	language  TEXT NOT NULL,
	section   TEXT NOT NULL,
	title     TEXT NOT NULL,
	words     INTEGER NOT NULL,
	changed   INTEGER NOT NULL,
	who       TEXT NOT NULL,
	standing  TEXT NOT NULL,
	published INTEGER,
	path      TEXT NOT NULL,
	unsettled INTEGER NOT NULL -- 1 while there is work left
) STRICT;

CREATE INDEX drafts_changed ON drafts (changed, story);
CREATE INDEX drafts_unsettled ON drafts (changed, story) WHERE unsettled = 1;
CREATE INDEX drafts_standing ON drafts (standing, changed, story);

CREATE TABLE draft_writers (
	login TEXT NOT NULL,
	story INTEGER NOT NULL REFERENCES stories (id),
	PRIMARY KEY (login, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_writers_story ON draft_writers (story);

-- Versions are added, and never changed.
CREATE TABLE versions (
	story INTEGER NOT NULL REFERENCES stories (id),
	n     INTEGER NOT NULL, -- from 1
	base  INTEGER NOT NULL,
	who   TEXT NOT NULL,
	tab   TEXT NOT NULL,
	at    INTEGER,
	aside INTEGER NOT NULL,
	note  TEXT NOT NULL,
	words INTEGER NOT NULL,
	copy  BLOB NOT NULL,    -- JSON, under zstd
	PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE hand_overs (
	id      INTEGER PRIMARY KEY,
	story   INTEGER NOT NULL REFERENCES stories (id),
	stage   TEXT NOT NULL,
	who     TEXT NOT NULL,
	at      INTEGER,
	why     TEXT NOT NULL,
	version INTEGER NOT NULL
) STRICT;
CREATE INDEX hand_overs_story ON hand_overs (story);

CREATE TABLE locks (
	story      INTEGER PRIMARY KEY REFERENCES stories (id),
	who        TEXT NOT NULL,
	tab        TEXT NOT NULL,
	since      INTEGER NOT NULL,
	until_time INTEGER NOT NULL,
	given_to   TEXT NOT NULL
) STRICT;

CREATE TABLE presences (
	story INTEGER NOT NULL REFERENCES stories (id),
	who   TEXT NOT NULL,
	tab   TEXT NOT NULL,
	seen  INTEGER NOT NULL,
	PRIMARY KEY (story, who, tab)
) STRICT, WITHOUT ROWID;
