-- Locked stories that subscribers gave to friends.

CREATE TABLE gifts (
	id         INTEGER PRIMARY KEY,
	reader     INTEGER NOT NULL,
	story      INTEGER NOT NULL REFERENCES stories (id),
	made       INTEGER NOT NULL,
	until_time INTEGER NOT NULL,
	opened     INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX gifts_reader ON gifts (reader, story);
