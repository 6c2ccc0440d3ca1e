-- Stories are found by their topics and journalists, too, and what is found is
-- tallied by what it is filed under. The index is filled anew.
TRUNCATE search_entries;
ALTER TABLE search_entries ADD COLUMN shelfmark TEXT NOT NULL DEFAULT ''; -- section;topic,topic;journalist
