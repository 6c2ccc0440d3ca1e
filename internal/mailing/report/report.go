package report

import (
	"errors"
	"io"
	"regexp"
	"strings"

	"ilbo.press"
)

// A Kind is what a report says.
type Kind string

// The kinds. A delay, and a word that all went well, are no reports here.
const (
	Bounce    Kind = "bounce"
	Complaint Kind = "complaint"
)

// A Report is about one letter.
type Report struct {
	Kind   Kind
	Status string // of a bounce, as RFC 3463 numbers them: 5.1.1
	Code   int    // of a bounce, what the last server answered: 550; 0: it is not told
	Key    string // by which the letter's recipient ends the newsletter; empty: it did not come back
}

// ErrNone is said of a message that is no report, or is one that nothing follows
// from.
var ErrNone = errors.New("the message reports nothing")

// Gone reports whether nobody gets mail at the address, whatever is sent.
func (r *Report) Gone() bool {
	f := ilbo.Refusal{Code: r.Code, Enhanced: r.Status}
	return r.Kind == Bounce && f.Gone()
}

// The most that is read of a message: what decides comes before the letter that it
// returns.
const (
	maxMessage = 1 << 20
	maxParts   = 20
	maxDepth   = 4
	maxGroups  = 50 // of fields, one for each recipient
)

// Read reads a message. One that reports nothing is ErrNone.
func Read(from io.Reader) (Report, error) {
	s := &search{parts: maxParts}
	if err := s.message(io.LimitReader(from, maxMessage)); err != nil && s.report.Kind == "" {
		return Report{}, errors.Join(ErrNone, err)
	}
	if s.report.Kind == "" {
		return Report{}, ErrNone
	}
	s.report.Key = s.key
	return s.report, nil
}

// statusForm is a status of RFC 3463.
var statusForm = regexp.MustCompile(`^[245]\.\d{1,3}\.\d{1,3}`)

// diagnosticForm is a server's answer, as RFC 5321 and RFC 2034 form it.
var diagnosticForm = regexp.MustCompile(`^([245]\d\d)(?:[ -]#?([245]\.\d{1,3}\.\d{1,3})\b)?`)

// keyForm is the end of the address that ends a newsletter.
var keyForm = regexp.MustCompile(`/newsletters/unsubscribe/([a-z0-9]{20,40})>`)

// bounce reads the fields of one recipient. What has not failed for good is none.
func bounce(fields fields) (r Report, failed bool) {
	if !strings.EqualFold(fields.word("Action"), "failed") {
		return r, false
	}
	r.Kind, r.Status = Bounce, statusForm.FindString(fields.word("Status"))
	kind, text, _ := strings.Cut(fields.get("Diagnostic-Code"), ";")
	if answer := diagnosticForm.FindStringSubmatch(strings.TrimSpace(text)); answer != nil && strings.EqualFold(strings.TrimSpace(kind), "smtp") {
		for _, digit := range answer[1] {
			r.Code = r.Code*10 + int(digit-'0')
		}
		if vague := r.Status == "" || strings.HasSuffix(r.Status, ".0.0"); vague && answer[2] != "" { // Exim says 5.0.0 of everything
			r.Status = answer[2]
		}
	}
	return r, true
}

// complaint reads the fields of a feedback report. Somebody who takes a letter out
// of the unwanted ones complains of nothing.
func complaint(fields fields) (Report, bool) {
	switch strings.ToLower(fields.word("Feedback-Type")) {
	case "abuse", "fraud", "opt-out", "opt-out-list":
		return Report{Kind: Complaint}, true
	}
	return Report{}, false
}
