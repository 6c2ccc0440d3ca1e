// Package desk is a story's life: it is filed, held or embargoed, published,
// revised, corrected, and sometimes spiked or killed.
//
// Each verb is one transaction that reads the story, judges, changes it and
// enqueues the event that index and pages follow. What people argue about
// later is a record with who, when and why; nothing is deleted. A verb that
// finds its work done does nothing and reports success, unless its comment
// says otherwise, so that a request sent twice does no harm.
//
// A verb that the story's state forbids is refused with an error of kind
// [ilbo.Conflict]; a story that is not there, [ilbo.NotFound]; missing names,
// reasons or notices, [ilbo.Invalid].
package desk
