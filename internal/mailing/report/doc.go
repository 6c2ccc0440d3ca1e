// Package report reads what mail servers and mail companies send back: that a
// letter was not delivered (RFC 3464), and that somebody called it unwanted
// (RFC 5965).
//
// What decides are the fields that are made for programs, in the parts
// message/delivery-status and message/feedback-report. What servers say to people
// in any language is not read. Anybody may send such a message to the paper's
// mailbox: whose letter it is about is told by the secret in the address that ends
// a newsletter, which the letter had and which comes back with its head. A report
// without it is about nobody.
//
//	r, err := report.Read(file)
//	if r.Kind == report.Bounce && r.Gone() { … r.Key … }
package report
