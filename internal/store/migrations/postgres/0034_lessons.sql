-- Stories prepared for people who learn their language: the glosses and translations stand beside the body.

CREATE TABLE lessons (
	story   BIGINT NOT NULL PRIMARY KEY REFERENCES stories (id),
	level   TEXT NOT NULL,
	glosses BIGINT NOT NULL, -- how many
	lesson  TEXT NOT NULL, -- an ilbo.Lesson, as JSON
	who     TEXT NOT NULL,
	at      BIGINT NOT NULL
);
