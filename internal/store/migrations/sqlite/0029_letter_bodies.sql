-- What is written by hand of a mailing, in blocks as stories are, and the pictures that stand in it.

ALTER TABLE mailings ADD COLUMN body TEXT NOT NULL DEFAULT ''; -- JSON
ALTER TABLE mailings ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

CREATE TABLE mailing_pictures (
	mailing INTEGER NOT NULL REFERENCES mailings (id),
	picture TEXT NOT NULL REFERENCES pictures (id),
	PRIMARY KEY (picture, mailing)
) STRICT, WITHOUT ROWID;

CREATE INDEX mailing_pictures_mailing ON mailing_pictures (mailing);
