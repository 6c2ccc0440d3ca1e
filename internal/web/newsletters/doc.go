// Package newsletters is where readers take newsletters and end them, with an
// account or without, and what the letters look like.
//
// A link in a letter changes nothing when it is followed: mail companies follow
// all of them. It leads to a page with a button. One address takes a POST from
// anywhere, without a cookie and without a token against forgery: that of one-click
// unsubscribing, which mail programs call (RFC 8058). Its key is the proof, and
// the worst that a forger with the key could do is what it is for.
package newsletters
