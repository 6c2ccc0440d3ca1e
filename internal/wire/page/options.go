package page

import (
	"io/fs"
	"time"

	"ilbo.press"
)

// MaxSize is the largest page that is read, in bytes, its pictures apart.
const MaxSize = 16 << 20

// Options say what the paper knows that a page does not tell.
type Options struct {
	Zone     *time.Location // of dates that name none; nil is UTC
	Sections []ilbo.Section // whose names the page's menu may hold
	Dir      fs.FS          // the folder that the page lies in; nil: no picture is beside it
}

func (o *Options) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}
