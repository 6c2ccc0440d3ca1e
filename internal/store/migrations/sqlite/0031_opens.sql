-- How often a mailing was opened, where the paper counts that.

ALTER TABLE newsletters ADD COLUMN opens INTEGER NOT NULL DEFAULT 0; -- 1: they are counted
ALTER TABLE mailings ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
