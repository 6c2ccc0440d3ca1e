-- Passkeys that readers sign in with instead of a letter.

CREATE TABLE reader_passkeys (
	id     BLOB PRIMARY KEY,
	reader INTEGER NOT NULL REFERENCES readers (id),
	name   TEXT NOT NULL,
	record TEXT NOT NULL, -- JSON
	added  INTEGER NOT NULL,
	used   INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX reader_passkeys_reader ON reader_passkeys (reader);
