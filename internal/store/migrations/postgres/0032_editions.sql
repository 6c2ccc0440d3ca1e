-- Printed editions. A row is never changed: a replate is the next version.

CREATE TABLE editions (
	language TEXT NOT NULL,
	day      TEXT NOT NULL, -- 2026-11-23
	version  INTEGER NOT NULL,
	number   INTEGER NOT NULL,
	since    BIGINT,
	closes   BIGINT NOT NULL,
	made     BIGINT NOT NULL,
	who      TEXT NOT NULL,
	lead     TEXT NOT NULL,
	pages    TEXT NOT NULL, -- JSON
	files    TEXT NOT NULL, -- JSON
	PRIMARY KEY (language, day, version)
);

-- Which stories are in the newest version, for the day that one is withdrawn.
CREATE TABLE edition_stories (
	story    BIGINT NOT NULL REFERENCES stories (id),
	language TEXT NOT NULL,
	day      TEXT NOT NULL,
	PRIMARY KEY (story, language, day)
);
CREATE INDEX edition_stories_day ON edition_stories (language, day);
