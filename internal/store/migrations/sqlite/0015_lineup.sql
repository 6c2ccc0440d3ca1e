-- What is planned, what the newsroom says to stories, and who is told of what.

CREATE TABLE assignments (
	id       INTEGER PRIMARY KEY,
	day_at   INTEGER NOT NULL, -- the moment whose day it stands on
	section  TEXT NOT NULL,
	language TEXT NOT NULL,
	title    TEXT NOT NULL,
	about    TEXT NOT NULL,
	who      TEXT NOT NULL, -- JSON
	picture  TEXT NOT NULL,
	due      INTEGER NOT NULL,
	planned  INTEGER,
	length   INTEGER NOT NULL,
	story    INTEGER REFERENCES stories (id),
	made_by  TEXT NOT NULL,
	made     INTEGER NOT NULL,
	accepted INTEGER,
	finished INTEGER,
	dropped  INTEGER,
	revision INTEGER NOT NULL
) STRICT;

CREATE INDEX assignments_day ON assignments (day_at, id);
CREATE INDEX assignments_story ON assignments (story);

-- Those who do an assignment, and who proposed it while it is not accepted.
CREATE TABLE assignment_people (
	login      TEXT NOT NULL,
	day_at     INTEGER NOT NULL,
	assignment INTEGER NOT NULL REFERENCES assignments (id),
	PRIMARY KEY (login, day_at, assignment)
) STRICT, WITHOUT ROWID;

CREATE INDEX assignment_people_assignment ON assignment_people (assignment);

CREATE TABLE notes (
	id          INTEGER PRIMARY KEY,
	story       INTEGER NOT NULL REFERENCES stories (id),
	reply_to    INTEGER REFERENCES notes (id),
	block       INTEGER NOT NULL,
	quote       TEXT NOT NULL,
	said        TEXT NOT NULL,
	who         TEXT NOT NULL,
	at          INTEGER NOT NULL,
	resolved    INTEGER,
	resolved_by TEXT NOT NULL,
	mentions    TEXT NOT NULL -- JSON
) STRICT;

CREATE INDEX notes_story ON notes (story, id);
CREATE INDEX notes_reply_to ON notes (reply_to);

CREATE TABLE notifications (
	id         INTEGER PRIMARY KEY,
	login      TEXT NOT NULL,
	what       TEXT NOT NULL,
	story      INTEGER NOT NULL,
	assignment INTEGER NOT NULL,
	note       INTEGER NOT NULL,
	who        TEXT NOT NULL,
	at         INTEGER NOT NULL,
	said       TEXT NOT NULL,
	read_at    INTEGER
) STRICT;

CREATE INDEX notifications_unread ON notifications (login, id) WHERE read_at IS NULL;
CREATE INDEX notifications_read ON notifications (login, id) WHERE read_at IS NOT NULL;
CREATE INDEX notifications_at ON notifications (at);
