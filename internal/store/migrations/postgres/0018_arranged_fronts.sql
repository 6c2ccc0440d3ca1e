-- Fronts as editors arrange them: every version that was public, and the steps towards the next; what pushes stories; what is told at once.

CREATE TABLE front_versions (
	front    TEXT COLLATE "C" NOT NULL,
	language TEXT COLLATE "C" NOT NULL,
	version  BIGINT NOT NULL,
	slots    TEXT NOT NULL, -- JSON
	who      TEXT NOT NULL,
	at       BIGINT,
	again    BIGINT NOT NULL, -- the version that it brought back, or 0
	PRIMARY KEY (front, language, version)
);
INSERT INTO front_versions (front, language, version, slots, who, again) SELECT id, language, 1, slots, '', 0 FROM fronts;

-- A front's row says which version is public; 0 is none.
ALTER TABLE fronts ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
UPDATE fronts SET version = 1;
ALTER TABLE fronts DROP COLUMN slots;

CREATE TABLE front_steps (
	front    TEXT COLLATE "C" NOT NULL,
	language TEXT COLLATE "C" NOT NULL,
	step     BIGINT NOT NULL, -- from 1, and never again, whatever became of the version
	version  BIGINT NOT NULL, -- that it is on the way from
	back     BIGINT NOT NULL, -- the step that undoing it leads to; 0 is the version
	slots    TEXT NOT NULL,    -- JSON
	who      TEXT NOT NULL,
	at       BIGINT,
	PRIMARY KEY (front, language, step)
);

CREATE TABLE weights (
	story  BIGINT PRIMARY KEY REFERENCES stories (id),
	weight BIGINT NOT NULL,
	who    TEXT NOT NULL,
	at     BIGINT
);
CREATE INDEX weights_at ON weights (at, story);

CREATE TABLE banners (
	id         BIGINT PRIMARY KEY,
	text       TEXT NOT NULL,    -- JSON, language to words
	story      BIGINT NOT NULL, -- or 0
	from_time  BIGINT NOT NULL,
	until_time BIGINT NOT NULL,
	who        TEXT NOT NULL,
	at         BIGINT,
	ended      BIGINT,
	ended_by   TEXT NOT NULL
);

CREATE TABLE alerts (
	id       BIGINT PRIMARY KEY,
	language TEXT NOT NULL,
	text     TEXT NOT NULL,
	story    BIGINT NOT NULL REFERENCES stories (id),
	sections TEXT NOT NULL, -- JSON
	who      TEXT NOT NULL,
	at       BIGINT,
	taken    BIGINT,       -- when it was taken back
	taken_by TEXT NOT NULL
);
