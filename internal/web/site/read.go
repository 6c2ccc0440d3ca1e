package site

import (
	"io"
	"net"
	"net/http"
	"strings"
)

// readLimit is more than the longest number of a story.
const readLimit = 32 // bytes

// countRead takes the word of a page that its story was read. Whatever it is
// sent, it answers the same: nobody learns from it which stories there are.
func (s *Site) countRead(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		http.Error(w, "This address only takes what pages send.", http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, readLimit))
	if id, ok := storyNumber(strings.TrimSpace(string(body))); err == nil && ok && sameSite(r) {
		if st, err := s.stories.Story(r.Context(), id); err == nil && st.Visible(s.clock()) {
			s.reads.Count(id, reader(r))
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
}

// sameSite reports whether a page of this site sent the request: browsers say
// so, and nobody else's page can.
func sameSite(r *http.Request) bool {
	from := r.Header.Get("Sec-Fetch-Site")
	return from == "" || from == "same-origin"
}

// reader tells one reader from another for a day.
func reader(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	return host + "\n" + r.UserAgent()
}
