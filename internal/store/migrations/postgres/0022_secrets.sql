-- What the paper signs with, made once and shared by all of its nodes.

CREATE TABLE secrets (
	name  TEXT PRIMARY KEY,
	value BYTEA NOT NULL
);
