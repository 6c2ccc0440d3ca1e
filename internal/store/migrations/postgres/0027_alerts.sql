-- Browsers that take alerts, and the key that the paper names itself by to their push services.

CREATE TABLE devices (
	id         TEXT PRIMARY KEY,  -- from Device.ID
	endpoint   TEXT NOT NULL,
	key        BYTEA NOT NULL,
	secret     BYTEA NOT NULL,
	language   TEXT NOT NULL,
	sections   TEXT NOT NULL,     -- JSON
	least      BIGINT NOT NULL,  -- Urgency
	quiet_from BIGINT NOT NULL,  -- minutes of the day
	quiet_to   BIGINT NOT NULL,
	zone       TEXT NOT NULL,
	added      BIGINT NOT NULL
);
CREATE INDEX devices_language ON devices (language, id);

-- How many devices a network added in an hour.
CREATE TABLE device_floods (
	hour    BIGINT NOT NULL,
	network TEXT NOT NULL,
	n       BIGINT NOT NULL,
	PRIMARY KEY (hour, network)
);

CREATE TABLE push_key (
	one BIGINT PRIMARY KEY CHECK (one = 1),
	key BYTEA NOT NULL
);
