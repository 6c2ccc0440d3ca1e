-- Fronts as editors arrange them: every version that was public, and the steps towards the next; what pushes stories; what is told at once.

CREATE TABLE front_versions (
	front    TEXT NOT NULL,
	language TEXT NOT NULL,
	version  INTEGER NOT NULL,
	slots    TEXT NOT NULL, -- JSON
	who      TEXT NOT NULL,
	at       INTEGER,
	again    INTEGER NOT NULL, -- the version that it brought back, or 0
	PRIMARY KEY (front, language, version)
) STRICT, WITHOUT ROWID;
INSERT INTO front_versions (front, language, version, slots, who, again) SELECT id, language, 1, slots, '', 0 FROM fronts;

-- A front's row says which version is public; 0 is none.
ALTER TABLE fronts ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
UPDATE fronts SET version = 1;
ALTER TABLE fronts DROP COLUMN slots;

CREATE TABLE front_steps (
	front    TEXT NOT NULL,
	language TEXT NOT NULL,
	step     INTEGER NOT NULL, -- from 1, and never again, whatever became of the version
	version  INTEGER NOT NULL, -- that it is on the way from
	back     INTEGER NOT NULL, -- the step that undoing it leads to; 0 is the version
	slots    TEXT NOT NULL,    -- JSON
	who      TEXT NOT NULL,
	at       INTEGER,
	PRIMARY KEY (front, language, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE weights (
	story  INTEGER PRIMARY KEY REFERENCES stories (id),
	weight INTEGER NOT NULL,
	who    TEXT NOT NULL,
	at     INTEGER
) STRICT;
CREATE INDEX weights_at ON weights (at, story);

CREATE TABLE banners (
	id         INTEGER PRIMARY KEY,
	text       TEXT NOT NULL,    -- JSON, language to words
	story      INTEGER NOT NULL, -- or 0
	from_time  INTEGER NOT NULL,
	until_time INTEGER NOT NULL,
	who        TEXT NOT NULL,
	at         INTEGER,
	ended      INTEGER,
	ended_by   TEXT NOT NULL
) STRICT;

CREATE TABLE alerts (
	id       INTEGER PRIMARY KEY,
	language TEXT NOT NULL,
	text     TEXT NOT NULL,
	story    INTEGER NOT NULL REFERENCES stories (id),
	sections TEXT NOT NULL, -- JSON
	who      TEXT NOT NULL,
	at       INTEGER,
	taken    INTEGER,       -- when it was taken back
	taken_by TEXT NOT NULL
) STRICT;
