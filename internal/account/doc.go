// Package account lets staff in: by a password or a passkey, in sessions that
// can be listed and ended, after an invitation, and again after a reset. It lets
// readers in by a link in a letter, which is what makes somebody a reader, and by the
// passkeys that they add then.
//
// Nothing that lets anybody in is stored as it is: passwords are argon2id digests,
// tokens of browsers and letters are hashes. Who tries passwords is slowed down by
// where they come from and by whom they try, and nobody is ever locked out: a
// browser's address that somebody is signed in from already, and every passkey,
// have their way past those who guess. Whatever is tried is in the audit log.
package account
