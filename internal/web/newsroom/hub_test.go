package newsroom

import (
	"log/slog"
	"testing"
	"time"

	"ilbo.press"
)

// A page that does not take what it is told is let go, so that it asks again for
// what it missed; nobody waits for it.
func TestSlowListenersAreLetGo(t *testing.T) {
	h := newHub(nil, time.Now, slog.New(slog.DiscardHandler))
	h.running = true
	topics := map[string]bool{"lineup": true}
	slow, _, err := h.listen("asha", topics)
	if err != nil {
		t.Fatal(err)
	}
	quick, _, err := h.listen("asha", topics)
	if err != nil {
		t.Fatal(err)
	}
	for i := range int64(maxWaiting + 1) {
		h.give([]ilbo.Signal{{Number: i + 1, Topic: "lineup", Name: "changed"}})
		if g := <-quick.signals; g.Number != i+1 {
			t.Fatalf("heard %d as number %d", g.Number, i+1)
		}
	}
	select {
	case <-slow.gone:
	default:
		t.Error("who does not listen is kept waiting for")
	}
	h.leave(slow) // as its handler does then
	if h.people["asha"] != 1 || len(h.listeners) != 1 || h.heard() != maxWaiting+1 {
		t.Errorf("%d listeners, %d of asha, heard %d", len(h.listeners), h.people["asha"], h.heard())
	}
	h.end()
	if _, _, err := h.listen("asha", topics); ilbo.KindOf(err) != ilbo.Busy {
		t.Errorf("listening to a hub that has ended: %v", err)
	}
}
