-- Keys of feeds with the whole of locked stories, one a reader.

CREATE TABLE feed_keys (
	reader INTEGER PRIMARY KEY,
	token  BLOB NOT NULL UNIQUE, -- SHA-256
	made   INTEGER NOT NULL
) STRICT;
