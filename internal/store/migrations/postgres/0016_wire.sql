-- The wire: where agency copy comes from, the basket that it lies in, how it is looked through, and who is told what became of it.

CREATE TABLE wires (
	id         BIGINT PRIMARY KEY,
	name       TEXT NOT NULL,
	kind       TEXT NOT NULL,   -- folder, feed
	place      TEXT NOT NULL,
	credit     TEXT NOT NULL,
	language   TEXT NOT NULL,
	section    TEXT NOT NULL,
	every      BIGINT NOT NULL, -- milliseconds
	paused     BIGINT NOT NULL, -- 1: it is
	header     TEXT NOT NULL,
	secret     TEXT NOT NULL,
	added      BIGINT,
	added_by   TEXT NOT NULL,
	etag       TEXT NOT NULL,
	modified   TEXT NOT NULL,
	polled     BIGINT,
	succeeded  BIGINT,
	failed     BIGINT,
	trouble    TEXT NOT NULL,
	detail     TEXT NOT NULL,
	failures   BIGINT NOT NULL,
	brought    BIGINT NOT NULL,
	due        BIGINT NOT NULL,
	node       TEXT NOT NULL,   -- that is at it
	until_time BIGINT NOT NULL  -- and until when nobody else may be
);

CREATE INDEX wires_due ON wires (due);

CREATE TABLE takes (
	id        BIGINT PRIMARY KEY,
	wire      BIGINT NOT NULL, -- which may have been taken away since
	foreign_name TEXT NOT NULL,
	version   TEXT NOT NULL,
	made      BIGINT,
	received  BIGINT NOT NULL,
	changed   BIGINT NOT NULL,
	versions  BIGINT NOT NULL,
	status    TEXT NOT NULL,
	urgency   BIGINT NOT NULL,
	language  TEXT NOT NULL,
	tag       TEXT NOT NULL,    -- the language's primary one
	embargo   BIGINT,
	running   TEXT NOT NULL,
	part      BIGINT NOT NULL,
	section   TEXT NOT NULL,
	headline  TEXT NOT NULL,
	slugline  TEXT NOT NULL,
	credit    TEXT NOT NULL,
	words     BIGINT NOT NULL,
	pictures  BIGINT NOT NULL,
	sought    TEXT NOT NULL,
	copy      TEXT NOT NULL,    -- JSON
	story     BIGINT,
	taken_by  TEXT NOT NULL,
	taken_at  BIGINT
);

CREATE INDEX takes_changed ON takes (changed, id);
CREATE INDEX takes_story ON takes (story);
CREATE INDEX takes_wire ON takes (wire, changed, id);

-- What an agency calls a take: more than one name where one item replaced another.
CREATE TABLE take_names (
	wire BIGINT NOT NULL,
	name TEXT NOT NULL,
	take BIGINT NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
	PRIMARY KEY (wire, name)
);

CREATE INDEX take_names_take ON take_names (take);

-- Versions that were replaced, the present one too.
CREATE TABLE take_versions (
	take     BIGINT NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
	n        BIGINT NOT NULL,
	version  TEXT NOT NULL,
	received BIGINT NOT NULL,
	made     BIGINT,
	status   TEXT NOT NULL,
	urgency  BIGINT NOT NULL,
	embargo  BIGINT,
	copy     TEXT NOT NULL, -- JSON
	PRIMARY KEY (take, n)
);

CREATE TABLE wire_filters (
	id       BIGINT PRIMARY KEY,
	name     TEXT NOT NULL UNIQUE,
	section  TEXT NOT NULL,
	spec     TEXT NOT NULL, -- JSON
	added    BIGINT,
	added_by TEXT NOT NULL
);

CREATE TABLE tidings (
	id      BIGINT PRIMARY KEY,
	login   TEXT NOT NULL,
	take    BIGINT NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
	story   BIGINT NOT NULL,
	kind    TEXT NOT NULL,
	at      BIGINT NOT NULL,
	subject TEXT NOT NULL
);

CREATE INDEX tidings_login ON tidings (login, id);
CREATE INDEX tidings_take ON tidings (take);

CREATE SEQUENCE wires_numbers MINVALUE 0 START 0;
SELECT setval('wires_numbers', 0);
CREATE TRIGGER wires_number BEFORE INSERT ON wires FOR EACH ROW EXECUTE FUNCTION number_row();
CREATE SEQUENCE takes_numbers MINVALUE 0 START 0;
SELECT setval('takes_numbers', 0);
CREATE TRIGGER takes_number BEFORE INSERT ON takes FOR EACH ROW EXECUTE FUNCTION number_row();
CREATE SEQUENCE wire_filters_numbers MINVALUE 0 START 0;
SELECT setval('wire_filters_numbers', 0);
CREATE TRIGGER wire_filters_number BEFORE INSERT ON wire_filters FOR EACH ROW EXECUTE FUNCTION number_row();
CREATE SEQUENCE tidings_numbers MINVALUE 0 START 0;
SELECT setval('tidings_numbers', 0);
CREATE TRIGGER tidings_number BEFORE INSERT ON tidings FOR EACH ROW EXECUTE FUNCTION number_row();
