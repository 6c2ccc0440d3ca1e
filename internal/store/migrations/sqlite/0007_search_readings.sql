-- The index again, because stories with hanja are found by how they are read: it is made anew from the stories.

DELETE FROM search_entries;
INSERT INTO search_words (search_words) VALUES ('delete-all');
INSERT INTO search_furniture (search_furniture) VALUES ('delete-all');

-- How many parts of one level are merged: more at a time are merged less often.
INSERT INTO search_words (search_words, rank) VALUES ('automerge', 8);
INSERT INTO search_furniture (search_furniture, rank) VALUES ('automerge', 8);
