-- How stories were read, day by day, and where the meter's doors led: sums, and nothing about whom.

-- n are the readings of hours that were summed up; told, how many readings said how
-- far they got; q1 to q4, to which quarter of the story, and t1 to t6, for how long.
CREATE TABLE story_days (
	day   TEXT NOT NULL, -- of the paper's zone; of long ago, a month's first
	story INTEGER NOT NULL REFERENCES stories (id),
	n     INTEGER NOT NULL DEFAULT 0,
	told  INTEGER NOT NULL DEFAULT 0,
	q1    INTEGER NOT NULL DEFAULT 0,
	q2    INTEGER NOT NULL DEFAULT 0,
	q3    INTEGER NOT NULL DEFAULT 0,
	q4    INTEGER NOT NULL DEFAULT 0,
	t1    INTEGER NOT NULL DEFAULT 0,
	t2    INTEGER NOT NULL DEFAULT 0,
	t3    INTEGER NOT NULL DEFAULT 0,
	t4    INTEGER NOT NULL DEFAULT 0,
	t5    INTEGER NOT NULL DEFAULT 0,
	t6    INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (day, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_days_story ON story_days (story, day);
CREATE INDEX reads_story ON reads (story, hour);

CREATE TABLE meter_steps (
	day   TEXT NOT NULL, -- when the browser met the meter; of long ago, a month's first
	story INTEGER NOT NULL REFERENCES stories (id),
	step  TEXT NOT NULL,
	n     INTEGER NOT NULL,
	PRIMARY KEY (day, story, step)
) STRICT, WITHOUT ROWID;
