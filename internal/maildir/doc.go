// Package maildir reads the messages that a mail server delivers into a folder,
// as all that know the form called Maildir do: each is a file of its own, which
// lies in new until somebody has looked at it, and in cur then, with letters after
// its name that say what became of it.
//
//	n, err := maildir.Folder{Dir: "/var/mail/bounces"}.Each(ctx, func(ctx context.Context, m io.Reader) error { … })
//
// A message that was read is marked as seen, so that it is read once; nobody's
// mail is deleted.
package maildir
