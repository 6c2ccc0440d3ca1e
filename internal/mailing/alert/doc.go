// Package alert is the department of alerts: which browsers take them, who in the
// newsroom sends one, and that each device is handed it once.
//
// A device is what a browser's push service gave it, with what its reader chose.
// It needs no account. Its endpoint and its keys are the reader's secrets: they are
// shown to nobody, and whoever wants to change what a device chose has to know
// them.
//
// An alert carries the text that an editor wrote, which is no longer than a
// headline, and the address of its story; of the story itself it has nothing, so
// that a locked one stays locked. It waits for a while in which it can be taken
// back. Before each handful of devices the desk looks whether the public may see
// the story still: of one that was killed, held or put under an embargo meanwhile
// nobody else hears.
//
// A device is claimed in the database before it is handed an alert, and settled
// after: see decision 35.
package alert
