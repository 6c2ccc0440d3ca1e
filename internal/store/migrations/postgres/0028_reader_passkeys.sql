-- Passkeys that readers sign in with instead of a letter.

CREATE TABLE reader_passkeys (
	id     BYTEA PRIMARY KEY,
	reader BIGINT NOT NULL REFERENCES readers (id),
	name   TEXT NOT NULL,
	record TEXT NOT NULL, -- JSON
	added  BIGINT NOT NULL,
	used   BIGINT
);

CREATE INDEX reader_passkeys_reader ON reader_passkeys (reader);
