-- Which pages of the paper stand for pages of another system that listed stories, because readers and search engines hold those addresses too.

CREATE TABLE page_redirects (
	path TEXT PRIMARY KEY,
	page TEXT NOT NULL
) STRICT, WITHOUT ROWID;
