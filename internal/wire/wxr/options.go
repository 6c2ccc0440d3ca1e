package wxr

import (
	"time"

	"ilbo.press"
)

// Options say what the paper knows that an export does not tell.
type Options struct {
	Zone      *time.Location  // of times that name none and that no other entry explains; nil is UTC
	Languages []ilbo.Language // of the paper; empty: all that are known
	// Read, unless nil, is told of the bytes that are read. Over all, each file
	// is read [Passes] times.
	Read func(n int64)
}

// Passes is how often a file is read.
const Passes = 2

func (o *Options) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}

// language tells the language of copy by its script, among the paper's.
func (o *Options) language(text string) ilbo.Language {
	if len(o.Languages) == 1 {
		return o.Languages[0]
	}
	return ilbo.GuessLanguage(text)
}
