-- Stories prepared for people who learn their language: the glosses and translations stand beside the body.

CREATE TABLE lessons (
	story   INTEGER NOT NULL PRIMARY KEY REFERENCES stories (id),
	level   TEXT NOT NULL,
	glosses INTEGER NOT NULL, -- how many
	lesson  TEXT NOT NULL, -- an ilbo.Lesson, as JSON
	who     TEXT NOT NULL,
	at      INTEGER NOT NULL
) STRICT;
