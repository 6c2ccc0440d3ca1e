-- Letters by e-mail: those that wait for their job, a record of those that ended, and addresses that get none.

CREATE TABLE letters (
	id      INTEGER PRIMARY KEY,
	once    TEXT UNIQUE,      -- NULL: each is sent
	address TEXT NOT NULL,
	letter  TEXT NOT NULL,    -- JSON; empty once it has ended: a link to sign in with does not lie here
	queued  INTEGER NOT NULL, -- Unix milliseconds, as all times
	until   INTEGER,
	ended   INTEGER,
	outcome TEXT NOT NULL,    -- '' while it waits; sent, refused, late
	reply   TEXT NOT NULL     -- of a server that refused
) STRICT;
CREATE INDEX letters_ended ON letters (ended) WHERE ended IS NOT NULL;
CREATE INDEX letters_address ON letters (address);

-- By the SHA-256 of the address, which is kept when its owner is forgotten.
CREATE TABLE suppressed (
	digest TEXT PRIMARY KEY,
	why    TEXT NOT NULL, -- bounce or complaint
	at     INTEGER NOT NULL
) STRICT;
