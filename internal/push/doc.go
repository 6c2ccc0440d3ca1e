// Package push hands messages to the push services of browsers: Web Push, RFC
// 8030. Messages are sealed so that the service cannot read them (RFC 8291 with
// the coding of RFC 8188), and the paper names itself by a key (VAPID, RFC 8292).
//
// The address of a service is what a stranger's browser sent: it is asked by
// https alone, never on the newsroom's own network, and never anywhere else that
// an answer leads to. Nothing of an answer is read but its status and how long to
// wait.
package push
