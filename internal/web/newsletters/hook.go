package newsletters

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/mailing/report"
	"ilbo.press/internal/web"
)

// HookPath is where a service that sends the paper's letters tells what came back.
const HookPath = "/webhooks/mail"

// SignatureHeader proves a call: "t=UNIX,v1=HEX", where HEX is the HMAC-SHA256 of
// "UNIX." and the body with the secret that both know. Several v1 may stand there
// while a secret is changed.
const SignatureHeader = "Ilbo-Signature"

// The most of a call: its body in bytes, what it tells, and how old it may be.
// Within that a call may come again, which does no more than the first.
const (
	maxCall   = 1 << 20
	maxTold   = 1_000
	maxCallAt = 5 * time.Minute
)

// A Hook takes the calls of services. Without a secret there is none.
type Hook struct {
	Desk   *mailing.Desk
	Secret string
	Clock  ilbo.Clock
	Log    *slog.Logger
}

// told is something that a call tells, beside whole messages.
type told struct {
	Kind   report.Kind `json:"kind"`
	Key    string      `json:"key"` // of the address that ends the newsletter
	Status string      `json:"status"`
	Code   int         `json:"code"`
}

func (h *Hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	err := h.take(w, r)
	if err == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	kind := ilbo.KindOf(err)
	if kind == ilbo.Internal && r.Context().Err() == nil {
		h.Log.ErrorContext(r.Context(), "what came back of letters", "err", err)
	}
	http.Error(w, ilbo.SayOf(err), web.Status(kind))
}

func (h *Hook) take(w http.ResponseWriter, r *http.Request) error {
	if h.Secret == "" {
		return &ilbo.Error{Kind: ilbo.NotFound, Say: "The paper takes no such calls."}
	}
	if r.Method != http.MethodPost {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "Calls are made by POST."}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCall))
	if err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The call is too long, or was cut off.", Err: err}
	}
	if !h.signed(r.Header.Get(SignatureHeader), body) {
		return &ilbo.Error{Kind: ilbo.Forbidden, Say: "The call is not signed with the secret, or is too old."}
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err == nil && kind == "message/rfc822":
		return h.Desk.Hear(r.Context(), bytes.NewReader(body))
	case err == nil && kind == "application/json":
		return h.hear(r, body)
	}
	return &ilbo.Error{Kind: ilbo.Invalid, Say: "A call is a message (message/rfc822) or a list (application/json)."}
}

// signed reports whether a call is from who has the secret, and new.
func (h *Hook) signed(header string, body []byte) bool {
	var at string
	var sums [][]byte
	for part := range strings.SplitSeq(header, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch name {
		case "t":
			at = value
		case "v1":
			if sum, err := hex.DecodeString(value); err == nil && len(sums) < 4 {
				sums = append(sums, sum)
			}
		}
	}
	unix, err := strconv.ParseInt(at, 10, 64)
	if err != nil || h.Clock().Sub(time.Unix(unix, 0)).Abs() > maxCallAt {
		return false
	}
	mac := hmac.New(sha256.New, []byte(h.Secret))
	mac.Write([]byte(at + "."))
	mac.Write(body)
	want := mac.Sum(nil)
	for _, sum := range sums {
		if hmac.Equal(sum, want) {
			return true
		}
	}
	return false
}

// hear follows all that a call tells. What is about nobody any more is passed over:
// the service would call again and again.
func (h *Hook) hear(r *http.Request, body []byte) error {
	var all struct {
		Reports []told `json:"reports"`
	}
	if err := json.Unmarshal(body, &all); err != nil || len(all.Reports) == 0 || len(all.Reports) > maxTold {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: `The list is such as {"reports":[{"kind":"bounce","key":"…","status":"5.1.1"}]}.`, Err: err}
	}
	for _, t := range all.Reports {
		if t.Kind != report.Bounce && t.Kind != report.Complaint || len(t.Key) > 100 || len(t.Status) > 20 || t.Code < 0 || t.Code > 599 {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: "A report is a bounce or a complaint, with the key of the letter and a status such as 5.1.1."}
		}
	}
	for _, t := range all.Reports {
		err := h.Desk.Heard(r.Context(), report.Report{Kind: t.Kind, Key: t.Key, Status: t.Status, Code: t.Code})
		if err != nil && !errors.Is(err, ilbo.NotFound) {
			return err
		}
	}
	return nil
}
