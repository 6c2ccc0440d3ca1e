-- The wire: where agency copy comes from, the basket that it lies in, how it is looked through, and who is told what became of it.

CREATE TABLE wires (
	id         INTEGER PRIMARY KEY AUTOINCREMENT, -- no later source has the number of one that was taken away
	name       TEXT NOT NULL,
	kind       TEXT NOT NULL,   -- folder, feed
	place      TEXT NOT NULL,
	credit     TEXT NOT NULL,
	language   TEXT NOT NULL,
	section    TEXT NOT NULL,
	every      INTEGER NOT NULL, -- milliseconds
	paused     INTEGER NOT NULL, -- 1: it is
	header     TEXT NOT NULL,
	secret     TEXT NOT NULL,
	added      INTEGER,
	added_by   TEXT NOT NULL,
	etag       TEXT NOT NULL,
	modified   TEXT NOT NULL,
	polled     INTEGER,
	succeeded  INTEGER,
	failed     INTEGER,
	trouble    TEXT NOT NULL,
	detail     TEXT NOT NULL,
	failures   INTEGER NOT NULL,
	brought    INTEGER NOT NULL,
	due        INTEGER NOT NULL,
	node       TEXT NOT NULL,   -- that is at it
	until_time INTEGER NOT NULL  -- and until when nobody else may be
) STRICT;

CREATE INDEX wires_due ON wires (due);

CREATE TABLE takes (
	id        INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never given twice
	wire      INTEGER NOT NULL, -- which may have been taken away since
	foreign_name TEXT NOT NULL,
	version   TEXT NOT NULL,
	made      INTEGER,
	received  INTEGER NOT NULL,
	changed   INTEGER NOT NULL,
	versions  INTEGER NOT NULL,
	status    TEXT NOT NULL,
	urgency   INTEGER NOT NULL,
	language  TEXT NOT NULL,
	tag       TEXT NOT NULL,    -- the language's primary one
	embargo   INTEGER,
	running   TEXT NOT NULL,
	part      INTEGER NOT NULL,
	section   TEXT NOT NULL,
	headline  TEXT NOT NULL,
	slugline  TEXT NOT NULL,
	credit    TEXT NOT NULL,
	words     INTEGER NOT NULL,
	pictures  INTEGER NOT NULL,
	sought    TEXT NOT NULL,
	copy      TEXT NOT NULL,    -- JSON
	story     INTEGER,
	taken_by  TEXT NOT NULL,
	taken_at  INTEGER
) STRICT;

CREATE INDEX takes_changed ON takes (changed, id);
CREATE INDEX takes_story ON takes (story);
CREATE INDEX takes_wire ON takes (wire, changed, id);

-- What an agency calls a take: more than one name where one item replaced another.
CREATE TABLE take_names (
	wire INTEGER NOT NULL,
	name TEXT NOT NULL,
	take INTEGER NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
	PRIMARY KEY (wire, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX take_names_take ON take_names (take);

-- Versions that were replaced, the present one too.
CREATE TABLE take_versions (
	take     INTEGER NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
	n        INTEGER NOT NULL,
	version  TEXT NOT NULL,
	received INTEGER NOT NULL,
	made     INTEGER,
	status   TEXT NOT NULL,
	urgency  INTEGER NOT NULL,
	embargo  INTEGER,
	copy     TEXT NOT NULL, -- JSON
	PRIMARY KEY (take, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE wire_filters (
	id       INTEGER PRIMARY KEY,
	name     TEXT NOT NULL UNIQUE,
	section  TEXT NOT NULL,
	spec     TEXT NOT NULL, -- JSON
	added    INTEGER,
	added_by TEXT NOT NULL
) STRICT;

CREATE TABLE tidings (
	id      INTEGER PRIMARY KEY,
	login   TEXT NOT NULL,
	take    INTEGER NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
	story   INTEGER NOT NULL,
	kind    TEXT NOT NULL,
	at      INTEGER NOT NULL,
	subject TEXT NOT NULL
) STRICT;

CREATE INDEX tidings_login ON tidings (login, id);
CREATE INDEX tidings_take ON tidings (take);
