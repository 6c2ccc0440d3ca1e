-- Stories are found by their topics and journalists, too, and what is found is
-- tallied by what it is filed under. The index is filled anew.
DELETE FROM search_entries;
INSERT INTO search_words (search_words) VALUES ('delete-all');
INSERT INTO search_furniture (search_furniture) VALUES ('delete-all');
ALTER TABLE search_entries ADD COLUMN shelfmark TEXT NOT NULL DEFAULT ''; -- section;topic,topic;journalist
