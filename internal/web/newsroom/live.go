package newsroom

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

// GET /newsroom/live?on=story:17,lineup,me&since=204 answers with server-sent
// events, one for each [ilbo.Signal] of those topics: its number as id, and as
// data its JSON. "me" is what concerns whoever is signed in. It goes on behind
// the id that the browser heard last, or behind since, which pages have from the
// moment they were made, so that nothing falls between a page and its
// connection. Where too much was missed one event "missed" is sent: the page then
// reads anew what it shows. See live.ts.

const (
	// maxTopics is how much one page listens to.
	maxTopics = 60
	// beatEvery is how often a connection says that it lives, and whether its
	// person still is signed in is looked at.
	beatEvery = 20 * time.Second
	// writePatience is how long a page may take to be told.
	writePatience = 10 * time.Second
)

// Run follows what happens in the newsroom until ctx ends, and tells open pages;
// it then ends their connections, which would otherwise keep a server from
// stopping.
func (n *Newsroom) Run(ctx context.Context) { n.hub.run(ctx) }

func (n *Newsroom) live(v *visit) error {
	topics, err := v.topics()
	if err != nil {
		return err
	}
	l, last, err := n.hub.listen(v.staff.Login, topics)
	if err != nil {
		return err
	}
	defer n.hub.leave(l)
	s := &stream{visit: v, control: http.NewResponseController(v.w), sent: last}
	defer s.control.SetWriteDeadline(time.Time{}) // the connection's next answer has its own time
	if since, ok := v.since(); ok {
		s.sent = since
	}
	first, newest, err := n.kept(v.r.Context())
	if err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no") // proxies pass each event on at once
	v.w.WriteHeader(http.StatusOK)
	if s.sent > newest || s.sent < last && s.sent+1 < first {
		s.sent = last
		err = s.write(fmt.Sprintf("retry: 1000\nid: %d\nevent: missed\ndata: {}\n\n", last))
	} else {
		err = s.write("retry: 1000\n: hello\n\n")
	}
	if err == nil {
		err = s.replay(topics, last)
	}
	for err == nil {
		err = s.next(l)
	}
	return nil // the answer has begun: whoever listens connects again, and is told then what is wrong
}

// kept are the numbers of the first signal that is still there, and of the
// newest. Where none is kept, the first to come is the first.
func (n *Newsroom) kept(ctx context.Context) (first, newest int64, err error) {
	if newest, err = n.Store.LastSignal(ctx); err != nil {
		return 0, 0, err
	}
	if first, err = n.Store.FirstSignal(ctx); err == nil && first == 0 {
		first = newest + 1
	}
	return first, newest, err
}

// topics are what a page asks to hear of.
func (v *visit) topics() (map[string]bool, error) {
	list := strings.Split(v.r.URL.Query().Get("on"), ",")
	if len(list) > maxTopics {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A page listens to %d things at most.", maxTopics)}
	}
	topics := map[string]bool{}
	for _, name := range list {
		topic, err := v.topic(name)
		if err != nil {
			return nil, err
		}
		topics[topic] = true
	}
	return topics, nil
}

// topic is what a name asks for. What concerns one person is theirs alone, and
// stories are for whoever may see them.
func (v *visit) topic(name string) (string, error) {
	if name == "me" {
		return ilbo.TopicOfStaff(v.staff.Login), nil
	}
	g := ilbo.Signal{Topic: name, Name: "asked"}
	if err := g.Check(); err != nil {
		return "", err
	}
	if strings.HasPrefix(name, "staff:") || v.staff.Role.Reach(ilbo.MaySee) < ilbo.WholePaper && !v.wrote(name) {
		return "", &ilbo.Error{Kind: ilbo.Forbidden, Say: "That is not yours to listen to."}
	}
	return name, nil
}

// wrote reports whether a topic is a story that is the person's own work.
func (v *visit) wrote(topic string) bool {
	number, is := strings.CutPrefix(topic, "story:")
	id, err := strconv.ParseInt(number, 10, 64)
	if !is || err != nil {
		return false
	}
	_, draft, err := v.Desk.Open(v.r.Context(), v.staff.Staff, ilbo.StoryID(id))
	return err == nil && draft.Wrote(v.staff.Login)
}

// since is the number of the last signal that the page knows of.
func (v *visit) since() (int64, bool) {
	text := v.r.Header.Get("Last-Event-ID")
	if text == "" {
		text = v.r.URL.Query().Get("since")
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil && n >= 0
}

// A stream is a connection that is told of signals.
type stream struct {
	*visit
	control *http.ResponseController
	sent    int64 // the number up to which the page was told
}

// replay tells what the page missed, up to the number from which on the hub tells.
func (s *stream) replay(topics map[string]bool, last int64) error {
	for after := s.sent; after < last; {
		some, err := s.Store.SignalsAfter(s.r.Context(), after, signalLot)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, g := range some {
			after = g.Number
			if !topics[g.Topic] {
				continue
			}
			if err := s.tell(g); err != nil {
				return err
			}
		}
	}
	return nil
}

// errOver ends a connection.
var errOver = &ilbo.Error{Kind: ilbo.Gone, Say: "The connection is over."}

// next waits for a signal, or until it is time to say that the connection lives.
func (s *stream) next(l *listener) error {
	beat := time.NewTimer(beatEvery)
	defer beat.Stop()
	select {
	case g := <-l.signals:
		return s.tell(g)
	case <-beat.C:
		return s.beat()
	case <-l.gone:
		return errOver
	case <-s.r.Context().Done():
		return errOver
	}
}

func (s *stream) beat() error {
	before := s.staff
	s.staff = nil
	if err := s.recognise(); err != nil || s.staff == nil || s.staff.Role != before.Role {
		return errOver
	}
	return s.write(": beat\n\n")
}

func (s *stream) tell(g ilbo.Signal) error {
	if g.Number <= s.sent {
		return nil // it was told by replay
	}
	if g.Topic == ilbo.TopicOfStaff(s.staff.Login) {
		g.Topic = "me"
	}
	data, err := json.Marshal(g)
	if err != nil {
		return err
	}
	if err := s.write(fmt.Sprintf("id: %d\ndata: %s\n\n", g.Number, data)); err != nil {
		return err
	}
	s.sent = g.Number
	return nil
}

func (s *stream) write(text string) error {
	if err := s.control.SetWriteDeadline(time.Now().Add(writePatience)); err != nil {
		return err
	}
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}
