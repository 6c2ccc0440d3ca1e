-- Newsletters, who takes them, and what became of each letter.

CREATE TABLE newsletters (
	id         INTEGER PRIMARY KEY,
	language   TEXT NOT NULL,
	name       TEXT NOT NULL, -- JSON, by language
	about      TEXT NOT NULL,
	front      TEXT NOT NULL, -- or a journalist; both are empty where each mailing is made by hand
	journalist TEXT NOT NULL,
	days       INTEGER NOT NULL, -- a bit for each, Sunday's is 1
	hour       INTEGER NOT NULL,
	stories    INTEGER NOT NULL,
	who        TEXT NOT NULL,
	made       INTEGER NOT NULL,
	ended      INTEGER
) STRICT;

-- Of confirmed addresses alone: nobody is on a list because somebody else typed their address.
CREATE TABLE recipients (
	id         INTEGER PRIMARY KEY,
	newsletter INTEGER NOT NULL REFERENCES newsletters (id),
	address    TEXT NOT NULL,
	digest     TEXT NOT NULL, -- of the address, as in suppressed
	reader     INTEGER NOT NULL, -- 0: an address without an account
	zone       TEXT NOT NULL,
	key        TEXT NOT NULL UNIQUE,
	confirmed  INTEGER NOT NULL,
	ended      INTEGER,
	last       INTEGER, -- the mailing by whose letter they ended it
	UNIQUE (newsletter, address)
) STRICT;
CREATE INDEX recipients_due ON recipients (newsletter, zone, id) WHERE ended IS NULL;
CREATE INDEX recipients_address ON recipients (address);
CREATE INDEX recipients_last ON recipients (last) WHERE last IS NOT NULL;

CREATE TABLE confirmations (
	token       TEXT PRIMARY KEY, -- the SHA-256 of the letter's
	address     TEXT NOT NULL,
	newsletters TEXT NOT NULL, -- JSON
	zone        TEXT NOT NULL,
	until       INTEGER NOT NULL
) STRICT;

CREATE TABLE mailings (
	id         INTEGER PRIMARY KEY,
	newsletter INTEGER NOT NULL REFERENCES newsletters (id),
	day        TEXT NOT NULL,
	subject    TEXT NOT NULL,
	note       TEXT NOT NULL,
	stories    TEXT NOT NULL, -- JSON, those chosen by hand
	who        TEXT NOT NULL,
	begun      INTEGER, -- sent to all at once from then
	stopped    INTEGER,
	UNIQUE (newsletter, day)
) STRICT;

-- A row before a letter is handed over, so that it is handed over once.
CREATE TABLE deliveries (
	mailing   INTEGER NOT NULL REFERENCES mailings (id),
	recipient INTEGER NOT NULL REFERENCES recipients (id),
	state     TEXT NOT NULL,
	claimed   INTEGER NOT NULL,
	again     INTEGER, -- of those for later
	tries     INTEGER NOT NULL,
	reply     TEXT NOT NULL,
	PRIMARY KEY (mailing, recipient)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_later ON deliveries (mailing, again) WHERE state = 'later';
CREATE INDEX deliveries_recipient ON deliveries (recipient);
