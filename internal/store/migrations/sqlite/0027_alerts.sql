-- Browsers that take alerts, and the key that the paper names itself by to their push services.

CREATE TABLE devices (
	id         TEXT PRIMARY KEY,  -- from Device.ID
	endpoint   TEXT NOT NULL,
	key        BLOB NOT NULL,
	secret     BLOB NOT NULL,
	language   TEXT NOT NULL,
	sections   TEXT NOT NULL,     -- JSON
	least      INTEGER NOT NULL,  -- Urgency
	quiet_from INTEGER NOT NULL,  -- minutes of the day
	quiet_to   INTEGER NOT NULL,
	zone       TEXT NOT NULL,
	added      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX devices_language ON devices (language, id);

-- How many devices a network added in an hour.
CREATE TABLE device_floods (
	hour    INTEGER NOT NULL,
	network TEXT NOT NULL,
	n       INTEGER NOT NULL,
	PRIMARY KEY (hour, network)
) STRICT, WITHOUT ROWID;

CREATE TABLE push_key (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	key BLOB NOT NULL
) STRICT;
