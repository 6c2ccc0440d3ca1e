-- The index again, because stories with hanja are found by how they are read: it is made anew from the stories.

TRUNCATE search_entries;
