-- What is planned, what the newsroom says to stories, and who is told of what.

CREATE TABLE assignments (
	id       BIGINT PRIMARY KEY,
	day_at   BIGINT NOT NULL, -- the moment whose day it stands on
	section  TEXT COLLATE "C" NOT NULL,
	language TEXT NOT NULL,
	title    TEXT NOT NULL,
	about    TEXT NOT NULL,
	who      TEXT NOT NULL, -- JSON
	picture  TEXT NOT NULL,
	due      BIGINT NOT NULL,
	planned  BIGINT,
	length   BIGINT NOT NULL,
	story    BIGINT REFERENCES stories (id),
	made_by  TEXT NOT NULL,
	made     BIGINT NOT NULL,
	accepted BIGINT,
	finished BIGINT,
	dropped  BIGINT,
	revision BIGINT NOT NULL
);

CREATE INDEX assignments_day ON assignments (day_at, id);
CREATE INDEX assignments_story ON assignments (story);

-- Those who do an assignment, and who proposed it while it is not accepted.
CREATE TABLE assignment_people (
	login      TEXT COLLATE "C" NOT NULL,
	day_at     BIGINT NOT NULL,
	assignment BIGINT NOT NULL REFERENCES assignments (id),
	PRIMARY KEY (login, day_at, assignment)
);

CREATE INDEX assignment_people_assignment ON assignment_people (assignment);

CREATE TABLE notes (
	id          BIGINT PRIMARY KEY,
	story       BIGINT NOT NULL REFERENCES stories (id),
	reply_to    BIGINT REFERENCES notes (id),
	block       BIGINT NOT NULL,
	quote       TEXT NOT NULL,
	said        TEXT NOT NULL,
	who         TEXT NOT NULL,
	at          BIGINT NOT NULL,
	resolved    BIGINT,
	resolved_by TEXT NOT NULL,
	mentions    TEXT NOT NULL -- JSON
);

CREATE INDEX notes_story ON notes (story, id);
CREATE INDEX notes_reply_to ON notes (reply_to);

CREATE TABLE notifications (
	id         BIGINT PRIMARY KEY,
	login      TEXT COLLATE "C" NOT NULL,
	what       TEXT NOT NULL,
	story      BIGINT NOT NULL,
	assignment BIGINT NOT NULL,
	note       BIGINT NOT NULL,
	who        TEXT NOT NULL,
	at         BIGINT NOT NULL,
	said       TEXT NOT NULL,
	read_at    BIGINT
);

CREATE INDEX notifications_unread ON notifications (login, id) WHERE read_at IS NULL;
CREATE INDEX notifications_read ON notifications (login, id) WHERE read_at IS NOT NULL;
CREATE INDEX notifications_at ON notifications (at);

CREATE SEQUENCE assignments_numbers MINVALUE 0 START 0;
SELECT setval('assignments_numbers', 0);
CREATE TRIGGER assignments_number BEFORE INSERT ON assignments FOR EACH ROW EXECUTE FUNCTION number_row();

CREATE SEQUENCE notes_numbers MINVALUE 0 START 0;
SELECT setval('notes_numbers', 0);
CREATE TRIGGER notes_number BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION number_row();

CREATE SEQUENCE notifications_numbers MINVALUE 0 START 0;
SELECT setval('notifications_numbers', 0);
CREATE TRIGGER notifications_number BEFORE INSERT ON notifications FOR EACH ROW EXECUTE FUNCTION number_row();
