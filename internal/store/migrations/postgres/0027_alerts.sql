-- Browsers that take alerts, the key that the paper names itself by to their push services, and what became of each alert
-- at each of them.

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
	woken      BIGINT NOT NULL,     -- 1: breaking news comes in quiet hours
	reader     BIGINT REFERENCES readers (id),
	name       TEXT NOT NULL,        -- of the browser
	added      BIGINT NOT NULL
);
CREATE INDEX devices_language ON devices (language, id);
CREATE INDEX devices_reader ON devices (reader) WHERE reader IS NOT NULL;

-- How often a network, or a device, asked for something in an hour.
CREATE TABLE device_floods (
	hour    BIGINT NOT NULL,
	who     TEXT NOT NULL,
	n       BIGINT NOT NULL,
	PRIMARY KEY (hour, who)
);

CREATE TABLE push_key (
	one BIGINT PRIMARY KEY CHECK (one = 1),
	key BYTEA NOT NULL
);

ALTER TABLE alerts ADD COLUMN urgency BIGINT NOT NULL DEFAULT 2;
ALTER TABLE alerts ADD COLUMN goes BIGINT;
ALTER TABLE alerts ADD COLUMN begun BIGINT;   -- when the first device was handed it
ALTER TABLE alerts ADD COLUMN spread BIGINT;  -- when all were claimed who were there as it went
ALTER TABLE alerts ADD COLUMN ended BIGINT;
ALTER TABLE alerts ADD COLUMN unsent TEXT NOT NULL DEFAULT '';
ALTER TABLE alerts ADD COLUMN counts TEXT NOT NULL DEFAULT ''; -- JSON, once its deliveries are forgotten

-- Until now nothing was sent: what was queued then is not news any more.
UPDATE alerts SET goes = at, ended = at, unsent = 'stale' WHERE taken IS NULL;

-- A row is claimed before an alert is handed over, and settled after: see decision 35.
CREATE TABLE alert_deliveries (
	alert  BIGINT NOT NULL REFERENCES alerts (id),
	device TEXT NOT NULL, -- which may be forgotten meanwhile
	state  TEXT NOT NULL,
	again  BIGINT,       -- of those for later
	tries  BIGINT NOT NULL,
	PRIMARY KEY (alert, device)
);
CREATE INDEX alert_deliveries_later ON alert_deliveries (alert, again) WHERE state = 'later';

-- Whoever has its row is the only one who queues an alert: see Store.AlertsSince.
CREATE TABLE alert_turn (
	one BIGINT PRIMARY KEY CHECK (one = 1)
);
INSERT INTO alert_turn (one) VALUES (1);
