// Package smtp sends letters by a mail server, or writes them into a folder where
// there is none.
//
// What goes into a header is encoded by one function, which no line break gets
// through: nothing that a reader or an editor typed makes a header of its own.
// Where the paper has a key, letters are signed with it (DKIM, RFC 6376).
//
// A connection is used for many letters. It is encrypted, except to this machine
// itself: a server elsewhere that does not offer STARTTLS gets neither a letter
// nor a password.
//
//	post, err := smtp.New(smtp.Options{Server: "smtp://user:pass@mail.example:587", From: "Daily <letters@daily.example>", Host: "daily.example"})
//	err = post.Send(ctx, letter)
//
// What a server refuses for good is an [ilbo.Refusal]; a connection that ended
// between the last byte of a letter and the answer is an [ilbo.Doubt]; every other
// error says that the letter was not taken and may be sent later.
package smtp
