-- Readers who have an account, where they are signed in, and what they keep.

CREATE TABLE readers (
	id       INTEGER PRIMARY KEY AUTOINCREMENT, -- no later reader has the number of one who left
	email    TEXT NOT NULL UNIQUE,
	name     TEXT NOT NULL,
	language TEXT NOT NULL,
	zone     TEXT NOT NULL,
	added    INTEGER NOT NULL
) STRICT;

CREATE TABLE reader_sessions (
	token   BLOB PRIMARY KEY, -- SHA-256
	reader  INTEGER NOT NULL REFERENCES readers (id),
	began   INTEGER NOT NULL,
	seen    INTEGER NOT NULL,
	agent   TEXT NOT NULL,
	address TEXT NOT NULL,
	way     TEXT NOT NULL     -- letter or passkey
) STRICT, WITHOUT ROWID;

CREATE INDEX reader_sessions_reader ON reader_sessions (reader);

-- Links in letters that nobody has used yet. One to sign in with has no reader: they may be new.
CREATE TABLE reader_links (
	token      BLOB PRIMARY KEY, -- SHA-256
	purpose    TEXT NOT NULL,
	email      TEXT NOT NULL,
	reader     INTEGER REFERENCES readers (id),
	language   TEXT NOT NULL,
	onward     TEXT NOT NULL,    -- where to go then
	until_time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX reader_links_until ON reader_links (until_time);
CREATE INDEX reader_links_reader ON reader_links (reader);
CREATE INDEX reader_links_email ON reader_links (email);

CREATE TABLE bookmarks (
	reader INTEGER NOT NULL REFERENCES readers (id),
	story  INTEGER NOT NULL REFERENCES stories (id),
	at     INTEGER NOT NULL,
	PRIMARY KEY (reader, story)
) STRICT, WITHOUT ROWID;

CREATE INDEX bookmarks_newest ON bookmarks (reader, at, story);
CREATE INDEX bookmarks_story ON bookmarks (story);
