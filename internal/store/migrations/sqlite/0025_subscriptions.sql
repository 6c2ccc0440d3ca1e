-- What the paper sells, who subscribes to it, what they are asked to pay, and the ledger of all that was.

CREATE TABLE plans (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	position INTEGER NOT NULL,
	plan     TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE subscriptions (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	reader     INTEGER NOT NULL,        -- 0: a group's, or they have left
	plan       INTEGER NOT NULL REFERENCES plans (id),
	agreed     TEXT NOT NULL,           -- JSON
	paid_by    TEXT NOT NULL,
	began      INTEGER NOT NULL,        -- Unix milliseconds, as all times
	anchor     INTEGER,
	paid_until INTEGER,
	trial      INTEGER NOT NULL,
	cancelled  INTEGER,
	ended      INTEGER,
	members    TEXT,                    -- of a group: JSON; NULL where it is none
	customer   TEXT NOT NULL,
	ref        TEXT UNIQUE
) STRICT;
CREATE INDEX subscriptions_reader ON subscriptions (reader);
CREATE INDEX subscriptions_plan ON subscriptions (plan);
CREATE INDEX subscriptions_due ON subscriptions (paid_until) WHERE ended IS NULL AND cancelled IS NULL;
CREATE INDEX subscriptions_groups ON subscriptions (id) WHERE members IS NOT NULL;

-- By which addresses of mail people are of a group: whole ones, and domains with an @ before them.
CREATE TABLE members (
	address      TEXT NOT NULL,
	subscription INTEGER NOT NULL REFERENCES subscriptions (id),
	PRIMARY KEY (address, subscription)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_subscription ON members (subscription);

-- Who had a trial, by the SHA-256 of their address: it is kept when its owner is forgotten.
CREATE TABLE trials (
	digest TEXT PRIMARY KEY,
	at     INTEGER NOT NULL
) STRICT;

CREATE TABLE invoices (
	id           INTEGER PRIMARY KEY, -- without a gap
	subscription INTEGER NOT NULL REFERENCES subscriptions (id),
	reader       INTEGER NOT NULL,
	what         TEXT NOT NULL,       -- JSON
	amount       INTEGER NOT NULL,
	currency     TEXT NOT NULL,
	tax          INTEGER NOT NULL,
	from_time    INTEGER NOT NULL,
	to_time      INTEGER NOT NULL,
	paid_by      TEXT NOT NULL,
	ref          TEXT UNIQUE,
	made         INTEGER NOT NULL,
	due          INTEGER NOT NULL,
	paid         INTEGER,
	void         INTEGER,
	refunded     INTEGER NOT NULL,
	upgrade      INTEGER NOT NULL
) STRICT;
CREATE INDEX invoices_subscription ON invoices (subscription);
CREATE INDEX invoices_reader ON invoices (reader);
CREATE INDEX invoices_open ON invoices (id) WHERE paid IS NULL AND void IS NULL;
CREATE TABLE invoice_end (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	number INTEGER NOT NULL
) STRICT;
INSERT INTO invoice_end (one, number) VALUES (1, 0);

-- The ledger. The database itself refuses to change it.
CREATE TABLE ledger (
	id       INTEGER PRIMARY KEY,
	at       INTEGER NOT NULL,
	once     TEXT NOT NULL UNIQUE,
	invoice  INTEGER NOT NULL,
	currency TEXT NOT NULL
) STRICT;
CREATE TABLE postings (
	entry   INTEGER NOT NULL REFERENCES ledger (id),
	account TEXT NOT NULL,
	amount  INTEGER NOT NULL,
	PRIMARY KEY (entry, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_at ON ledger (at);
CREATE TRIGGER ledger_stays BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is not changed'); END;
CREATE TRIGGER ledger_keeps BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is not shortened'); END;
CREATE TRIGGER postings_stay BEFORE UPDATE ON postings BEGIN SELECT RAISE(ABORT, 'the ledger is not changed'); END;
CREATE TRIGGER postings_keep BEFORE DELETE ON postings BEGIN SELECT RAISE(ABORT, 'the ledger is not shortened'); END;

CREATE TABLE vouchers (
	id         INTEGER PRIMARY KEY,
	code       BLOB NOT NULL UNIQUE, -- SHA-256
	hint       TEXT NOT NULL,
	plan       INTEGER NOT NULL REFERENCES plans (id),
	terms      INTEGER NOT NULL,
	most       INTEGER NOT NULL,
	used       INTEGER NOT NULL,
	until_time INTEGER,
	made       INTEGER NOT NULL,
	made_by    TEXT NOT NULL,
	remark     TEXT NOT NULL,
	closed     INTEGER NOT NULL
) STRICT;
CREATE TABLE voucher_uses (
	voucher INTEGER NOT NULL REFERENCES vouchers (id),
	reader  INTEGER NOT NULL,
	at      INTEGER NOT NULL,
	PRIMARY KEY (voucher, reader)
) STRICT, WITHOUT ROWID;

-- What a provider told: told again, it is not heard again.
CREATE TABLE happenings (
	id TEXT PRIMARY KEY,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX happenings_at ON happenings (at);
