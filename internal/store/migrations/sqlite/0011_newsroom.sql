-- Who is in the newsroom, how they sign in, and where they are signed in.

ALTER TABLE staff ADD COLUMN sections TEXT NOT NULL DEFAULT ''; -- JSON
ALTER TABLE staff ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN left_at INTEGER;
UPDATE staff SET role = 'chief-editor' WHERE role = 'editor';

CREATE TABLE sessions (
	token   BLOB PRIMARY KEY, -- SHA-256
	staff   INTEGER NOT NULL REFERENCES staff (id),
	began   INTEGER NOT NULL,
	seen    INTEGER NOT NULL,
	agent   TEXT NOT NULL,
	address TEXT NOT NULL,
	way     TEXT NOT NULL     -- password or passkey
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_staff ON sessions (staff);

CREATE TABLE passkeys (
	id     BLOB PRIMARY KEY,
	staff  INTEGER NOT NULL REFERENCES staff (id),
	name   TEXT NOT NULL,
	record TEXT NOT NULL, -- JSON
	added  INTEGER NOT NULL,
	used   INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX passkeys_staff ON passkeys (staff);

-- Invitations and resets that nobody has used yet.
CREATE TABLE passes (
	token      BLOB PRIMARY KEY, -- SHA-256
	login      TEXT NOT NULL,
	name       TEXT NOT NULL,
	role       TEXT NOT NULL,
	sections   TEXT NOT NULL,    -- JSON
	given_by   TEXT NOT NULL,
	until_time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a browser was asked to sign with a passkey, until it answers.
CREATE TABLE challenges (
	token      BLOB PRIMARY KEY, -- SHA-256
	data       TEXT NOT NULL,    -- JSON
	until_time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
