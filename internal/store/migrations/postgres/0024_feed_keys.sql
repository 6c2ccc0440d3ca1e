-- Keys of feeds with the whole of locked stories, one a reader.

CREATE TABLE feed_keys (
	reader BIGINT PRIMARY KEY,
	token  BYTEA NOT NULL UNIQUE, -- SHA-256
	made   BIGINT NOT NULL
);
