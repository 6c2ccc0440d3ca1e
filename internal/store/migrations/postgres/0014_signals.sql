-- What the newsroom's open pages are told: see Signal. Each process follows the table.

CREATE TABLE signals (
	number BIGINT PRIMARY KEY,
	topic  TEXT NOT NULL,
	at     BIGINT NOT NULL, -- Unix milliseconds
	signal TEXT NOT NULL    -- JSON
);

-- The last number that was given, which who announces waits for: numbers come in the order of commits.
CREATE TABLE signals_end (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	number BIGINT NOT NULL
);
INSERT INTO signals_end (one, number) VALUES (1, 0);
