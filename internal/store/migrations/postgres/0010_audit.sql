-- The audit log, because a newsroom argues later about who did what; the database itself refuses to change it.

CREATE TABLE audit (
	number  BIGINT PRIMARY KEY,
	at      BIGINT NOT NULL, -- Unix milliseconds
	who     TEXT NOT NULL,
	deed    TEXT NOT NULL,
	subject TEXT NOT NULL,
	detail  TEXT NOT NULL,
	origin  TEXT NOT NULL,
	seal    BYTEA NOT NULL   -- see AuditEntry
);

CREATE INDEX audit_who ON audit (who, number);
CREATE INDEX audit_subject ON audit (subject, number);
CREATE INDEX audit_at ON audit (at);

CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is neither changed nor shortened'; END $$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_stays();
CREATE TRIGGER audit_keeps BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();

-- The last line, which who adds one waits for, and by which a log is told that lost its end.
CREATE TABLE audit_end (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	number BIGINT NOT NULL,
	seal   BYTEA NOT NULL
);
INSERT INTO audit_end (one, number, seal) VALUES (1, 0, decode(repeat('00', 32), 'hex'));
