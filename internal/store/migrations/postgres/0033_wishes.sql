-- What the desk wants of stories in print. It is of a day's edition in one language,
-- and stays there when that is closed, for the replate.

CREATE TABLE wishes (
	language TEXT NOT NULL,
	day      TEXT NOT NULL, -- 2026-11-23
	story    BIGINT NOT NULL REFERENCES stories (id),
	page     INTEGER NOT NULL, -- 0: where it falls
	columns  INTEGER NOT NULL, -- 0: as it comes
	headline TEXT NOT NULL,
	dropped  INTEGER NOT NULL,
	who      TEXT NOT NULL,
	at       BIGINT NOT NULL,
	PRIMARY KEY (language, day, story)
);
