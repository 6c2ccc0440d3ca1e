-- Which pages of the paper stand for pages of another system that listed stories, because readers and search engines hold those addresses too.

CREATE TABLE page_redirects (
	path TEXT COLLATE "C" PRIMARY KEY,
	page TEXT COLLATE "C" NOT NULL
);
