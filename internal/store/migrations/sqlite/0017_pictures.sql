-- What the picture desk knows of a picture, and how its library finds it.

ALTER TABLE pictures ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN alt TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN agreed TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN until_time INTEGER;
ALTER TABLE pictures ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN keywords TEXT NOT NULL DEFAULT ''; -- JSON, as focus and crops
ALTER TABLE pictures ADD COLUMN filed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN focus TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN crops TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN replaced_by TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN place_at INTEGER NOT NULL DEFAULT 0; -- in the library: added, or 0
ALTER TABLE pictures ADD COLUMN worded INTEGER NOT NULL DEFAULT 0;   -- 1: its words stand in picture_words
UPDATE pictures SET place_at = coalesce(added, 0);

CREATE INDEX pictures_place ON pictures (place_at, id);
CREATE INDEX pictures_by ON pictures (filed_by, place_at, id);
CREATE INDEX pictures_until ON pictures (place_at, id) WHERE until_time IS NOT NULL;
CREATE INDEX pictures_bare ON pictures (place_at, id) WHERE caption = '' OR alt = '';
CREATE INDEX pictures_unworded ON pictures (id) WHERE worded = 0;

CREATE TABLE picture_words (
	word     TEXT NOT NULL,
	place_at INTEGER NOT NULL,
	picture  TEXT NOT NULL REFERENCES pictures (id),
	PRIMARY KEY (word, place_at, picture)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_words_picture ON picture_words (picture, word);
