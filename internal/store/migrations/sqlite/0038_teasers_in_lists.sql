-- The row of a story in its section's list holds its teaser, so that a page of it is read from one place, however large the archive is: see encodeTeaser. NULL in other lists.

ALTER TABLE listings ADD COLUMN teaser TEXT;

UPDATE listings SET teaser = (SELECT json_array(s.language, s.section, s.path, s.kicker, s.headline, s.deck, s.bylines, s.place,
	CASE WHEN s.lead <> '' THEN s.lead ELSE s.figure END, s.access, s.pictures, s.length, s.words) FROM stories s WHERE s.id = listings.story)
WHERE list >= 'section:' AND list < 'section;';
