package ilbo

import "errors"

// A Kind says what sort of failure an error is. The web turns it into a status
// code, the command line into an exit code. A Kind is itself an error, so that
// errors.Is(err, ilbo.NotFound) asks the natural question.
type Kind string

// The kinds of failure. There are few on purpose: a caller acts on the kind.
const (
	NotFound  Kind = "not found"
	Invalid   Kind = "invalid"
	Forbidden Kind = "forbidden"
	Conflict  Kind = "conflict"
	Embargoed Kind = "embargoed"
	Gone      Kind = "gone"
	Busy      Kind = "busy"
	Internal  Kind = "internal"
)

func (k Kind) Error() string { return string(k) }

// An Error is a failure that is told to people. Say is one whole sentence,
// safe to show to anybody; Err is the cause, for the log alone.
type Error struct {
	Kind Kind
	Say  string
	Err  error
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Say
	}
	return e.Say + " (" + e.Err.Error() + ")"
}

// Unwrap gives the cause, nil where Say tells all.
func (e *Error) Unwrap() error { return e.Err }

// Is compares kinds, so that errors.Is(err, ilbo.Gone) holds for any Error of
// that kind anywhere in a chain.
func (e *Error) Is(target error) bool {
	k, ok := target.(Kind)
	return ok && k == e.Kind
}

// KindOf finds the kind of the first [Error] or Kind in err's chain, and
// Internal where nobody named one. It is never called with nil.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	var k Kind
	if errors.As(err, &k) {
		return k
	}
	return Internal
}

// SayOf is the sentence for people in err's chain, empty where there is none.
func SayOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Say
	}
	return ""
}
