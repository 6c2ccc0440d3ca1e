package web

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"ilbo.press"
)

// Status is the HTTP status of a kind of failure. It is the only place that
// knows. What is under embargo does not exist for the public.
func Status(k ilbo.Kind) int {
	switch k {
	case ilbo.NotFound, ilbo.Embargoed:
		return http.StatusNotFound
	case ilbo.Invalid:
		return http.StatusBadRequest
	case ilbo.Forbidden:
		return http.StatusForbidden
	case ilbo.Conflict:
		return http.StatusConflict
	case ilbo.Gone:
		return http.StatusGone
	case ilbo.Busy:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// Problems answers requests that failed: programs get problem details
// (RFC 9457), people a page.
type Problems struct {
	// Page writes the page for a status; err is for its sentence alone, see
	// [ilbo.SayOf]. Nil: a plain sentence is written.
	Page func(w http.ResponseWriter, r *http.Request, status int, err error)
	Log  *slog.Logger
}

// Show answers with the problem, and tells the log where the fault is ours. A
// reader who left gets no answer.
func (p *Problems) Show(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return
	}
	kind := ilbo.KindOf(err)
	status := Status(kind)
	if status >= http.StatusInternalServerError {
		p.Log.Error("request failed", "kind", string(kind), "request", RequestID(r.Context()), "method", r.Method, "path", r.URL.Path, "err", err)
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "5")
	}
	switch {
	case wantsJSON(r):
		writeProblem(w, r, status, err)
	case p.Page != nil:
		p.Page(w, r, status, err)
	default:
		h.Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		w.Write([]byte(sentence(status, err) + "\n"))
	}
}

// wantsJSON reports whether a program asks: one of the API, or one that names
// JSON and not HTML as what it takes.
func wantsJSON(r *http.Request) bool {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		return true
	}
	accept := strings.ToLower(strings.Join(r.Header["Accept"], ","))
	return strings.Contains(accept, "json") && !strings.Contains(accept, "text/html")
}

// details are the members of RFC 9457, 3.1 that are used here. Instance is the
// request's id, by which the log knows it.
type details struct {
	Title    string `json:"title"`
	Status   int    `json:"status"`
	Detail   string `json:"detail,omitempty"`
	Kind     string `json:"kind"`
	Instance string `json:"instance,omitempty"`
}

func writeProblem(w http.ResponseWriter, r *http.Request, status int, err error) {
	d := details{Title: http.StatusText(status), Status: status, Detail: ilbo.SayOf(err), Kind: string(ilbo.KindOf(err))}
	if d.Kind == string(ilbo.Embargoed) {
		d.Kind, d.Detail = string(ilbo.NotFound), ""
	}
	if id := RequestID(r.Context()); id != "" {
		d.Instance = "urn:ilbo:request:" + id
	}
	body, jsonErr := json.Marshal(d)
	if jsonErr != nil { // unreachable: strings and a number always marshal
		body = []byte("{}")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	w.Write(append(body, '\n'))
}

// sentence is what to say where no page is made.
func sentence(status int, err error) string {
	if say := ilbo.SayOf(err); say != "" && ilbo.KindOf(err) != ilbo.Embargoed {
		return say
	}
	switch status {
	case http.StatusNotFound:
		return "There is no page at this address."
	case http.StatusGone:
		return "This page was withdrawn."
	case http.StatusForbidden:
		return "You may not see this page."
	case http.StatusServiceUnavailable:
		return "The paper has more readers than it can serve at this moment. Please try again."
	case http.StatusInternalServerError:
		return "Something went wrong on our side. It was noted."
	}
	return http.StatusText(status) + "."
}
