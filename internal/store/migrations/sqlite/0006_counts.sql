-- Counts beside the lists, because a page that says how much there is must not read all of it. They are made by KeepCounts: a month begins where the paper's zone says.

CREATE TABLE calendar (
	id   INTEGER PRIMARY KEY CHECK (id = 1),
	zone TEXT NOT NULL -- whose months are counted; empty: nothing is counted yet
) STRICT;
INSERT INTO calendar (id, zone) VALUES (1, '');

-- All that is on the list, whether the public may see it by now or not.
CREATE TABLE months (
	list    TEXT NOT NULL,
	start   INTEGER NOT NULL,
	stories INTEGER NOT NULL,
	PRIMARY KEY (list, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE volumes (
	volume  INTEGER PRIMARY KEY,
	stories INTEGER NOT NULL, -- as in months
	changed INTEGER NOT NULL
) STRICT;

-- What changes a volume by itself: a story becomes public.
CREATE TABLE releases (
	volume      INTEGER NOT NULL,
	story       INTEGER NOT NULL,
	public_from INTEGER NOT NULL,
	PRIMARY KEY (volume, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX releases_public ON releases (public_from);
