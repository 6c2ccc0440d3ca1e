package site

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/web"
)

// readLimit is more than the longest word of a page about how it was read.
const readLimit = 32 // bytes

// wallWord is what a page says in place of how far it was read where the rest of
// the story is locked.
const wallWord = "wall"

// A told is what a page says of a story: that it was read; or how far, and for how
// long; or that its reader stands before a wall.
type told struct {
	story           ilbo.StoryID
	wall, depth     bool
	quarters, times int
}

// parseTold reads "7", "7 wall" or "7 3 2": see ui/reads/reads.island.ts.
func parseTold(text string) (t told, ok bool) {
	parts := strings.Split(strings.TrimSpace(text), " ")
	if t.story, ok = storyNumber(parts[0]); !ok {
		return t, false
	}
	switch len(parts) {
	case 1:
		return t, true
	case 2:
		t.wall = true
		return t, parts[1] == wallWord
	case 3:
		var errs [2]error
		t.depth = true
		t.quarters, errs[0] = strconv.Atoi(parts[1])
		t.times, errs[1] = strconv.Atoi(parts[2])
		return t, errs == [2]error{} && 0 <= t.quarters && t.quarters <= len(ilbo.Depth{}.Quarters) && 0 <= t.times && t.times <= len(ilbo.ReadTimes)
	}
	return t, false
}

// countRead takes the word of a page on how its story was read. Whatever it is
// sent, it answers the same: nobody learns from it which stories there are.
func (s *Site) countRead(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		http.Error(w, "This address only takes what pages send.", http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, readLimit))
	if t, ok := parseTold(string(body)); err == nil && ok && sameSite(r) && counted(r) {
		address := web.ClientAddress(r, s.proxies)
		if s.told.admit(address, t.story, s.clock()) {
			if st, err := s.stories.Story(r.Context(), t.story); err == nil && st.Visible(s.clock()) {
				s.count(w, r, t, st, address+"\n"+r.UserAgent())
			}
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// count counts what a page says of a story that the public may see.
func (s *Site) count(w http.ResponseWriter, r *http.Request, t told, st *ilbo.Story, reader string) {
	switch {
	case t.depth:
		s.reads.Reach(st.ID, reader, t.quarters, t.times)
	case t.wall:
		if s.gate != nil && st.Access.Locked() {
			s.gate.door(w, r, st, func() bool { return s.reads.Stand(st.ID, reader) })
		}
	default:
		s.reads.Count(st.ID, reader)
		if s.gate != nil {
			s.gate.read(w, r, st)
		}
	}
}

// sameSite reports whether a page of this site sent the request: browsers say
// so, and nobody else's page can.
func sameSite(r *http.Request) bool {
	from := r.Header.Get("Sec-Fetch-Site")
	return from == "" || from == "same-origin"
}

// counted reports whether what a request says may be counted: not where its browser
// asks not to be tracked, though nobody is, and not where it says that it is a
// program. Pages send nothing in the first place there.
func counted(r *http.Request) bool {
	agent := strings.ToLower(r.UserAgent())
	return r.Header.Get("DNT") != "1" && r.Header.Get("Sec-GPC") != "1" && !strings.Contains(agent, "bot") && !strings.Contains(agent, "crawl") && !strings.Contains(agent, "spider")
}
