-- How stories were read, day by day, and where the meter's doors led: sums, and nothing about whom.

-- n are the readings of hours that were summed up; told, how many readings said how
-- far they got; q1 to q4, to which quarter of the story, and t1 to t6, for how long.
CREATE TABLE story_days (
	day   TEXT NOT NULL, -- of the paper's zone; of long ago, a month's first
	story BIGINT NOT NULL REFERENCES stories (id),
	n     BIGINT NOT NULL DEFAULT 0,
	told  BIGINT NOT NULL DEFAULT 0,
	q1    BIGINT NOT NULL DEFAULT 0,
	q2    BIGINT NOT NULL DEFAULT 0,
	q3    BIGINT NOT NULL DEFAULT 0,
	q4    BIGINT NOT NULL DEFAULT 0,
	t1    BIGINT NOT NULL DEFAULT 0,
	t2    BIGINT NOT NULL DEFAULT 0,
	t3    BIGINT NOT NULL DEFAULT 0,
	t4    BIGINT NOT NULL DEFAULT 0,
	t5    BIGINT NOT NULL DEFAULT 0,
	t6    BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (day, story)
);
CREATE INDEX story_days_story ON story_days (story, day);
CREATE INDEX reads_story ON reads (story, hour);

CREATE TABLE meter_steps (
	day   TEXT NOT NULL, -- when the browser met the meter; of long ago, a month's first
	story BIGINT NOT NULL REFERENCES stories (id),
	step  TEXT NOT NULL,
	n     BIGINT NOT NULL,
	PRIMARY KEY (day, story, step)
);
