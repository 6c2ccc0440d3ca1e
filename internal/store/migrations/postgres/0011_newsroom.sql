-- Who is in the newsroom, how they sign in, and where they are signed in.

ALTER TABLE staff ADD COLUMN sections TEXT NOT NULL DEFAULT ''; -- JSON
ALTER TABLE staff ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN left_at BIGINT;
UPDATE staff SET role = 'chief-editor' WHERE role = 'editor';

CREATE TABLE sessions (
	token   BYTEA PRIMARY KEY, -- SHA-256
	staff   BIGINT NOT NULL REFERENCES staff (id),
	began   BIGINT NOT NULL,
	seen    BIGINT NOT NULL,
	agent   TEXT NOT NULL,
	address TEXT NOT NULL,
	way     TEXT NOT NULL     -- password or passkey
);

CREATE INDEX sessions_staff ON sessions (staff);

CREATE TABLE passkeys (
	id     BYTEA PRIMARY KEY,
	staff  BIGINT NOT NULL REFERENCES staff (id),
	name   TEXT NOT NULL,
	record TEXT NOT NULL, -- JSON
	added  BIGINT NOT NULL,
	used   BIGINT
);

CREATE INDEX passkeys_staff ON passkeys (staff);

-- Invitations and resets that nobody has used yet.
CREATE TABLE passes (
	token      BYTEA PRIMARY KEY, -- SHA-256
	login      TEXT NOT NULL,
	name       TEXT NOT NULL,
	role       TEXT NOT NULL,
	sections   TEXT NOT NULL,    -- JSON
	given_by   TEXT NOT NULL,
	until_time BIGINT NOT NULL
);

-- What a browser was asked to sign with a passkey, until it answers.
CREATE TABLE challenges (
	token      BYTEA PRIMARY KEY, -- SHA-256
	data       TEXT NOT NULL,    -- JSON
	until_time BIGINT NOT NULL
);
