-- The audit log, because a newsroom argues later about who did what; the database itself refuses to change it.

CREATE TABLE audit (
	number  INTEGER PRIMARY KEY,
	at      INTEGER NOT NULL, -- Unix milliseconds
	who     TEXT NOT NULL,
	deed    TEXT NOT NULL,
	subject TEXT NOT NULL,
	detail  TEXT NOT NULL,
	origin  TEXT NOT NULL,
	seal    BLOB NOT NULL     -- see AuditEntry
) STRICT;

CREATE INDEX audit_who ON audit (who, number);
CREATE INDEX audit_subject ON audit (subject, number);
CREATE INDEX audit_at ON audit (at);

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is not changed'); END;
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is not shortened'); END;

-- The last line, which who adds one waits for, and by which a log is told that lost its end.
CREATE TABLE audit_end (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	number INTEGER NOT NULL,
	seal   BLOB NOT NULL
) STRICT;
INSERT INTO audit_end (one, number, seal) VALUES (1, 0, zeroblob(32));
