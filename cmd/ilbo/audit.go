package main

import (
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// commandLine is where a deed came from that was typed in a shell.
const commandLine = "command line"

// did puts what a command has done into the audit log, under the name of the
// account of the machine that it ran for.
func (h *house) did(ctx context.Context, sh shell, deed ilbo.Deed, on, detail string) error {
	return h.store.Audit(ctx, ilbo.AuditEntry{At: h.clock(), Who: operator(sh), Deed: deed, On: on, Detail: detail, From: commandLine})
}

// operator is the account of the machine that a command runs for.
func operator(sh shell) string {
	return cmp.Or(sh.env("SUDO_USER"), sh.env("USER"), sh.env("LOGNAME"), commandLine)
}

// auditLog prints the audit log, the newest first.
func auditLog(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("audit", flag.ContinueOnError)
	c := addConfigFlags(f, false)
	q := ilbo.AuditQuery{}
	f.StringVar(&q.Who, "who", "", "")
	f.StringVar(&q.On, "on", "", "")
	deed := f.String("deed", "", "")
	from, to := f.String("from", "", ""), f.String("to", "", "")
	limit := f.Int("limit", 100, "")
	asJSON := f.Bool("json", false, "")
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if err := none(words, sh); err != nil {
		return err
	}
	if *limit < 0 {
		return fail("A limit is a number of lines, or 0 for all of them, not %d.", *limit)
	}
	q.Deed = ilbo.Deed(*deed)
	return c.within(ctx, sh, func(h *house) error {
		zone := h.conf.Paper.Zone
		if q.From, err = auditDay(*from, zone); err != nil {
			return err
		}
		if q.To, err = auditDay(*to, zone); err != nil {
			return err
		}
		if !q.To.IsZero() {
			q.To = q.To.AddDate(0, 0, 1) // the day itself is included
		}
		p := auditPrinter(sh.out, zone, *asJSON)
		for left := *limit; left > 0 || *limit == 0; left -= q.Limit {
			q.Limit = store.MaxAudited
			if *limit > 0 {
				q.Limit = min(left, store.MaxAudited)
			}
			lines, err := h.store.AuditLog(ctx, q)
			if err != nil {
				return err
			}
			for i := range lines {
				if err := p.print(&lines[i]); err != nil {
					return err
				}
				q.Before = lines[i].Number
			}
			if len(lines) < q.Limit {
				break
			}
		}
		return p.flush()
	})
}

func auditDay(text string, zone *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil {
		return t, fail("A day is written as 2026-11-24, not %q.", text)
	}
	return t, nil
}

// A printer prints lines of the audit log.
type printer struct {
	print func(e *ilbo.AuditEntry) error
	flush func() error
}

// auditPrinter prints a table for people, or a JSON object a line with all that
// the seal is made of.
func auditPrinter(out io.Writer, zone *time.Location, asJSON bool) printer {
	if asJSON {
		coder := json.NewEncoder(out)
		coder.SetEscapeHTML(false)
		return printer{flush: func() error { return nil }, print: func(e *ilbo.AuditEntry) error {
			return coder.Encode(struct {
				Number int64     `json:"number"`
				At     time.Time `json:"at"`
				Who    string    `json:"who"`
				Deed   ilbo.Deed `json:"deed"`
				On     string    `json:"on"`
				Detail string    `json:"detail"`
				From   string    `json:"from"`
				Seal   string    `json:"seal"`
			}{e.Number, e.At, e.Who, e.Deed, e.On, e.Detail, e.From, hex.EncodeToString(e.Seal[:])})
		}}
	}
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	return printer{flush: w.Flush, print: func(e *ilbo.AuditEntry) error {
		_, err := fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", e.Number, e.At.In(zone).Format("2006-01-02 15:04:05"), oneLine(e.Who), oneLine(string(e.Deed)),
			oneLine(e.On), oneLine(e.From), oneLine(e.Detail))
		return err
	}}
}

// oneLine is a text as a terminal shows it: without line breaks, and without
// controls that would move its cursor.
func oneLine(text string) string { return ilbo.Clean(strings.ReplaceAll(text, "\t", " ")) }
