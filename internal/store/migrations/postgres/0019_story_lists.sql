-- The newsroom's lists of stories: what lies where, whose it is, the views that people keep, and when they last looked.

ALTER TABLE drafts ADD COLUMN bare BIGINT NOT NULL DEFAULT 0; -- pictures that are not described
ALTER TABLE drafts ADD COLUMN embargo BIGINT;                  -- until when one stands
ALTER TABLE drafts ADD COLUMN basket TEXT;                  -- from Draft.Basket; NULL in none
UPDATE drafts SET embargo = (SELECT r.until FROM records r WHERE r.story = drafts.story AND r.kind = 'embargo' AND r.ended IS NULL);
UPDATE drafts SET basket = CASE WHEN published IS NULL THEN stage ELSE 'scheduled' END WHERE standing NOT IN ('published', 'killed', 'spiked');

-- What lists are narrowed by stands behind what they are sorted by, so that stories that they leave out are never fetched.
DROP INDEX drafts_changed;
DROP INDEX drafts_unsettled;
DROP INDEX drafts_standing;
CREATE INDEX drafts_changed ON drafts (changed, story, section, language);
CREATE INDEX drafts_unsettled ON drafts (changed, story, section, language, standing, published, embargo, version, printed) WHERE unsettled = 1;
CREATE INDEX drafts_standing ON drafts (standing, changed, story, section, language, published, embargo, stage);
CREATE INDEX drafts_basket ON drafts (basket, changed, story, section, language, standing, published, embargo) WHERE basket IS NOT NULL;

ALTER TABLE draft_writers RENAME TO draft_writers_before;
DROP INDEX draft_writers_story;
CREATE TABLE draft_writers (
	login     TEXT NOT NULL,
	changed   BIGINT NOT NULL,
	story     BIGINT NOT NULL REFERENCES stories (id),
	unsettled BIGINT NOT NULL, -- both as the draft has them
	PRIMARY KEY (login, changed, story)
);
INSERT INTO draft_writers (login, changed, story, unsettled)
SELECT w.login, d.changed, d.story, d.unsettled FROM draft_writers_before w JOIN drafts d ON d.story = w.story;
DROP TABLE draft_writers_before;
CREATE INDEX draft_writers_story ON draft_writers (story);
CREATE INDEX draft_writers_unsettled ON draft_writers (login, changed, story) WHERE unsettled = 1;

-- Lists that people keep under a name.
CREATE TABLE views (
	staff   BIGINT NOT NULL REFERENCES staff (id),
	name    TEXT NOT NULL,
	filters TEXT NOT NULL, -- as the list's address says them
	PRIMARY KEY (staff, name)
);

-- When somebody was last at their desk, and when the time before.
CREATE TABLE desk_visits (
	staff BIGINT PRIMARY KEY REFERENCES staff (id),
	here  BIGINT NOT NULL,
	prior BIGINT NOT NULL
);
