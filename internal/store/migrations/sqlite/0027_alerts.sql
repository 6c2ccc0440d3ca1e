-- Browsers that take alerts, the key that the paper names itself by to their push services, and what became of each alert
-- at each of them.

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
	woken      INTEGER NOT NULL,     -- 1: breaking news comes in quiet hours
	reader     INTEGER REFERENCES readers (id),
	name       TEXT NOT NULL,        -- of the browser
	added      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX devices_language ON devices (language, id);
CREATE INDEX devices_reader ON devices (reader) WHERE reader IS NOT NULL;

-- How often a network, or a device, asked for something in an hour.
CREATE TABLE device_floods (
	hour    INTEGER NOT NULL,
	who     TEXT NOT NULL,
	n       INTEGER NOT NULL,
	PRIMARY KEY (hour, who)
) STRICT, WITHOUT ROWID;

CREATE TABLE push_key (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	key BLOB NOT NULL
) STRICT;

ALTER TABLE alerts ADD COLUMN urgency INTEGER NOT NULL DEFAULT 2;
ALTER TABLE alerts ADD COLUMN goes INTEGER;
ALTER TABLE alerts ADD COLUMN begun INTEGER;   -- when the first device was handed it
ALTER TABLE alerts ADD COLUMN spread INTEGER;  -- when all were claimed who were there as it went
ALTER TABLE alerts ADD COLUMN ended INTEGER;
ALTER TABLE alerts ADD COLUMN unsent TEXT NOT NULL DEFAULT '';
ALTER TABLE alerts ADD COLUMN counts TEXT NOT NULL DEFAULT ''; -- JSON, once its deliveries are forgotten

-- Until now nothing was sent: what was queued then is not news any more.
UPDATE alerts SET goes = at, ended = at, unsent = 'stale' WHERE taken IS NULL;

-- A row is claimed before an alert is handed over, and settled after: see decision 35.
CREATE TABLE alert_deliveries (
	alert  INTEGER NOT NULL REFERENCES alerts (id),
	device TEXT NOT NULL, -- which may be forgotten meanwhile
	state  TEXT NOT NULL,
	again  INTEGER,       -- of those for later
	tries  INTEGER NOT NULL,
	PRIMARY KEY (alert, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_deliveries_later ON alert_deliveries (alert, again) WHERE state = 'later';

-- Whoever has its row is the only one who queues an alert: see Store.AlertsSince.
CREATE TABLE alert_turn (
	one INTEGER PRIMARY KEY CHECK (one = 1)
) STRICT;
INSERT INTO alert_turn (one) VALUES (1);
