package basket

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"ilbo.press"
)

// How long it may be between two looks at a source.
const (
	minFeed   = time.Minute
	minFolder = 5 * time.Second
	maxEvery  = 24 * time.Hour
)

// Sources are all sources, without what lets in at them.
func (b *Basket) Sources(ctx context.Context, by ilbo.Staff) ([]ilbo.WireSource, error) {
	if err := maySee(&by); err != nil {
		return nil, err
	}
	all, err := b.Store.Wires(ctx)
	for i := range all {
		if all[i].Secret != "" {
			all[i].Secret = Hidden
		}
	}
	return all, err
}

// Hidden stands for a secret that is there and not shown. Where it is given for
// one, the secret stays.
const Hidden = "•"

// PutSource adds a source where the ID is 0, or changes one.
func (b *Basket) PutSource(ctx context.Context, by ilbo.Staff, w ilbo.WireSource) (ilbo.WireID, error) {
	if err := may(&by, ilbo.MayWatchWire, ""); err != nil {
		return 0, err
	}
	deed, what := ilbo.DeedWireSource, "added"
	w.Added, w.By = b.Clock(), by.Login
	if w.ID != 0 {
		old, err := b.Store.Wire(ctx, w.ID)
		if err != nil {
			return 0, err
		}
		what = "changed"
		w.Added, w.By = old.Added, old.By
		if w.Secret == Hidden {
			w.Secret = old.Secret
			if w.Secret != "" && (w.Header != old.Header || !sameHost(w.Place, old.Place)) {
				return 0, refuse(ilbo.Invalid, BadHeader, "The key belongs to another address: give it anew.") // nobody has it sent to a host of their own
			}
		}
	}
	if err := b.checkSource(ctx, &w); err != nil {
		return 0, err
	}
	err := b.Store.Together(ctx, func(ctx context.Context) error {
		if err := b.Store.PutWire(ctx, &w); err != nil {
			return err
		}
		return b.Store.Audit(ctx, ilbo.AuditEntry{At: b.Clock(), Who: by.Login, Deed: deed, On: fmt.Sprintf("wire:%d", w.ID), Detail: what + " " + string(w.Kind) + " " + w.Name + ": " + plainPlace(&w)})
	})
	return w.ID, err
}

// plainPlace is a source's place without what may be a secret in it.
func plainPlace(w *ilbo.WireSource) string {
	if u, err := url.Parse(w.Place); err == nil && w.Kind == ilbo.FromFeed {
		u.RawQuery, u.User = "", nil
		return u.String()
	}
	return w.Place
}

// DropSource takes a source away, with those of its takes that nobody took.
func (b *Basket) DropSource(ctx context.Context, by ilbo.Staff, id ilbo.WireID) error {
	if err := may(&by, ilbo.MayWatchWire, ""); err != nil {
		return err
	}
	w, err := b.Store.Wire(ctx, id)
	if err != nil {
		return err
	}
	return b.Store.Together(ctx, func(ctx context.Context) error {
		if err := b.Store.DropWire(ctx, id); err != nil {
			return err
		}
		return b.Store.Audit(ctx, ilbo.AuditEntry{At: b.Clock(), Who: by.Login, Deed: ilbo.DeedWireSource, On: fmt.Sprintf("wire:%d", id), Detail: "removed " + w.Name})
	})
}

// Pause stops looking at a source, or goes on with it.
func (b *Basket) Pause(ctx context.Context, by ilbo.Staff, id ilbo.WireID, paused bool) error {
	w, err := b.Store.Wire(ctx, id)
	if err != nil {
		return err
	}
	w.Paused = paused
	_, err = b.PutSource(ctx, by, w)
	return err
}

var headerName = regexp.MustCompile(`^[A-Za-z0-9!#$%&'*+.^_|~-]{1,60}$`)

// forbiddenHeaders are the connection's own, or the fetcher's.
var forbiddenHeaders = regexp.MustCompile(`(?i)^(host|content-length|content-encoding|transfer-encoding|connection|te|trailer|upgrade|user-agent|accept-encoding|if-none-match|if-modified-since|proxy-.*)$`)

func (b *Basket) checkSource(ctx context.Context, w *ilbo.WireSource) error {
	w.Name, w.Credit, w.Language = ilbo.Clean(w.Name), ilbo.Clean(w.Credit), strings.ToLower(ilbo.Clean(w.Language))
	w.Place = strings.TrimSpace(w.Place)
	switch {
	case w.Name == "" || utf8.RuneCountInString(w.Name) > 100 || utf8.RuneCountInString(w.Credit) > 200 || len(w.Language) > 40:
		return refuse(ilbo.Invalid, BadName, "A source has a name of at most 100 characters.")
	case w.Kind != ilbo.FromFeed && w.Kind != ilbo.FromFolder:
		return refuse(ilbo.Invalid, BadAddress, "A source is a folder or an address.")
	}
	if w.Section != "" {
		if err := b.hasSection(ctx, w.Section); err != nil {
			return err
		}
	}
	least := minFeed
	if w.Kind == ilbo.FromFolder {
		least = minFolder
	}
	if w.Every < least || w.Every > maxEvery {
		return refuse(ilbo.Invalid, BadEvery, fmt.Sprintf("Look at it every %s to %s.", least, maxEvery))
	}
	if w.Kind == ilbo.FromFolder {
		w.Header, w.Secret = "", ""
		return b.checkFolder(w)
	}
	u, err := url.Parse(w.Place)
	if err != nil || len(w.Place) > 2_000 || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || strings.ContainsFunc(w.Place, func(r rune) bool { return r <= ' ' || r == 0x7F }) {
		return refuse(ilbo.Invalid, BadAddress, "The address of a source begins with https:// or http://, and has no password in it.")
	}
	if w.Header == "" {
		w.Secret = ""
	} else if w.Secret == "" || len(w.Secret) > 4_000 || !headerName.MatchString(w.Header) || forbiddenHeaders.MatchString(w.Header) || strings.ContainsFunc(w.Secret, func(r rune) bool { return r < ' ' || r >= 0x7F }) {
		return refuse(ilbo.Invalid, BadHeader, "What lets in is the name of a header, such as Authorization, and its value in plain characters.")
	}
	return nil
}

// checkFolder refuses a folder that is none below the one of the settings.
func (b *Basket) checkFolder(w *ilbo.WireSource) error {
	w.Place = strings.Trim(strings.ReplaceAll(w.Place, `\`, "/"), "/")
	if b.Folder == "" || !fs.ValidPath(w.Place) || w.Place == "." || len(w.Place) > 200 || ilbo.Clean(w.Place) != w.Place {
		return refuse(ilbo.Invalid, BadFolder, "A watched folder is named by its path below the folder of the wire, such as agency/text.")
	}
	for step := range strings.SplitSeq(w.Place, "/") {
		if strings.HasPrefix(step, ".") || step == doneFolder || step == refusedFolder {
			return refuse(ilbo.Invalid, BadFolder, "A watched folder is none of the wire's own, such as done, and none that is hidden.")
		}
	}
	root, err := b.folder(w)
	if err != nil {
		return refuse(ilbo.Invalid, BadFolder, "The folder cannot be made or opened.")
	}
	return root.Close()
}

func sameHost(a, b string) bool {
	u, errA := url.Parse(a)
	v, errB := url.Parse(b)
	return errA == nil && errB == nil && u.Scheme == v.Scheme && u.Host != "" && strings.EqualFold(u.Host, v.Host)
}

func bytesReader(data []byte) io.Reader { return bytes.NewReader(data) }
