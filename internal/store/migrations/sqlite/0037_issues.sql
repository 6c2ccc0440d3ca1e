-- Issues of a course's weekly. What their stories say is the stories'.

CREATE TABLE issues (
	id        INTEGER PRIMARY KEY,
	course    TEXT NOT NULL,
	number    INTEGER NOT NULL,
	day       TEXT NOT NULL, -- 2026-11-28, on its cover
	revision  INTEGER NOT NULL,
	published INTEGER, -- NULL while it is being made
	withdrawn TEXT, -- an ilbo.Withdrawal, as JSON
	issue     TEXT NOT NULL, -- what is written of it, as JSON
	mailed    TEXT NOT NULL, -- the day of the mailing that carried it
	UNIQUE (course, number)
) STRICT;

-- Which stories are in it, for the day that one is withdrawn.
CREATE TABLE issue_stories (
	story INTEGER NOT NULL REFERENCES stories (id),
	issue INTEGER NOT NULL REFERENCES issues (id),
	place INTEGER NOT NULL,
	PRIMARY KEY (story, issue)
) STRICT;
CREATE INDEX issue_stories_issue ON issue_stories (issue, place);

-- What was printed of it last. It is printed anew whenever that is not what it is now.
CREATE TABLE issue_prints (
	issue   INTEGER PRIMARY KEY REFERENCES issues (id),
	state   TEXT NOT NULL, -- of all that was printed
	stories TEXT NOT NULL, -- JSON
	file    TEXT NOT NULL, -- an ilbo.PrintFile, as JSON
	made    INTEGER NOT NULL
) STRICT;
