-- What is written by hand of a mailing, in blocks as stories are, and the pictures that stand in it.

ALTER TABLE mailings ADD COLUMN body TEXT NOT NULL DEFAULT ''; -- JSON
ALTER TABLE mailings ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;

CREATE TABLE mailing_pictures (
	mailing BIGINT NOT NULL REFERENCES mailings (id),
	picture TEXT COLLATE "C" NOT NULL REFERENCES pictures (id),
	PRIMARY KEY (picture, mailing)
);

CREATE INDEX mailing_pictures_mailing ON mailing_pictures (mailing);
