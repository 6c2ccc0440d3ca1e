-- Counts beside the lists, because a page that says how much there is must not read all of it. They are made by KeepCounts: a month begins where the paper's zone says.

CREATE TABLE calendar (
	id   BIGINT PRIMARY KEY CHECK (id = 1),
	zone TEXT COLLATE "C" NOT NULL -- whose months are counted; empty: nothing is counted yet
);
INSERT INTO calendar (id, zone) VALUES (1, '');

-- All that is on the list, whether the public may see it by now or not.
CREATE TABLE months (
	list    TEXT COLLATE "C" NOT NULL,
	start   BIGINT NOT NULL,
	stories BIGINT NOT NULL,
	PRIMARY KEY (list, start)
) WITH (fillfactor = 50); -- room to change a row where it stands

CREATE TABLE volumes (
	volume  BIGINT PRIMARY KEY,
	stories BIGINT NOT NULL, -- as in months
	changed BIGINT NOT NULL
) WITH (fillfactor = 50);

-- What changes a volume by itself: a story becomes public.
CREATE TABLE releases (
	volume      BIGINT NOT NULL,
	story       BIGINT NOT NULL,
	public_from BIGINT NOT NULL,
	PRIMARY KEY (volume, story)
);
CREATE INDEX releases_public ON releases (public_from);
