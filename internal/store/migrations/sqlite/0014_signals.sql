-- What the newsroom's open pages are told: see Signal. Each process follows the table.

CREATE TABLE signals (
	number INTEGER PRIMARY KEY,
	topic  TEXT NOT NULL,
	at     INTEGER NOT NULL, -- Unix milliseconds
	signal TEXT NOT NULL     -- JSON
) STRICT;

-- The last number that was given, which who announces waits for: numbers come in the order of commits.
CREATE TABLE signals_end (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	number INTEGER NOT NULL
) STRICT;
INSERT INTO signals_end (one, number) VALUES (1, 0);
