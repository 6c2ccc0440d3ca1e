package newsroom_test

import (
	"net/http"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/account"
)

// joins lets somebody into the newsroom.
func (h *house) joins(login string, role ilbo.Role, sections ...ilbo.SectionID) {
	h.t.Helper()
	digest, err := account.Digest(secret)
	h.must(err)
	h.must(h.store.PutStaff(h.t.Context(), ilbo.Staff{Login: login, Name: "Name of " + login, Role: role, Sections: sections, Password: digest, Added: h.now}))
}

// plans plans by the form, and gives the assignment's address.
func (b *browser) plans(title string, fields ...string) string {
	b.t.Helper()
	a := b.post("/newsroom/lineup", append(fields, "title", title, "section", "national/politics", "language", "en", "due", "2026-11-24T18:00", "length", "800", "picture", "photographer", "about", "The bridge.\r\nCall Kim.")...)
	if a.status != http.StatusSeeOther {
		b.t.Fatalf("planning %s: %d %s", title, a.status, a.body)
	}
	return strings.TrimSuffix(a.location, "?done=planned")
}

func (a answer) shows(t *testing.T, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(a.body, w) {
			t.Errorf("the page does not say %q", w)
		}
	}
}

func TestLineupShowsWhoDoesWhatByWhen(t *testing.T) {
	h := open(t) // it is 24 November 2026, three in the morning, a Tuesday
	editor, reporter := h.signedIn("rahim"), h.signedIn("asha")
	address := editor.plans("Bridge opens <b>", "who", "asha")
	late := editor.plans("Overdue", "due", "2026-11-24T02:00")
	if late == address {
		t.Fatal("two assignments have one address")
	}
	week := reporter.get("/newsroom/lineup")
	week.shows(t, "Bridge opens &lt;b&gt;", "Name of asha", "18:00", "800 words", "Photographer wanted", "Tue 24 Nov", `aria-current="date"`, "Mon 23 Nov", "Sun 29 Nov", "▲", "Nobody yet", "National")
	for query, want := range map[string]bool{
		"show=day": true, "show=day&day=2026-11-25": false, "show=list": true, "section=national": true, "section=sports": false, "who=asha": true, "who=rahim": false,
		"by=person": true, "day=2026-12-01": false, "show=nothing&day=nonsense&section=No&who=%00": true,
	} {
		a := reporter.get("/newsroom/lineup?" + query)
		if a.status != http.StatusOK || strings.Contains(a.body, "Bridge opens") != want {
			t.Errorf("%s: %d, shows the assignment: %v", query, a.status, !want)
		}
	}
	korean := h.signedIn("asha")
	korean.language = "ko"
	korean.get("/newsroom/lineup?show=day").shows(t, "취재 계획", "11월 24일 (화)", "오늘", "사진기자 필요", "마감", "늦음")
	reporter.get(address).shows(t, "The bridge.", "Call Kim.", "planned by Name of rahim", "Begin the story")
}

func TestAssignmentIsChangedByFormsAlone(t *testing.T) {
	h := open(t)
	h.joins("park", ilbo.Reporter)
	editor, reporter, other := h.signedIn("rahim"), h.signedIn("asha"), h.signedIn("park")
	address := editor.plans("Bridge", "who", "asha")
	form := []string{"title", "Bridge opens", "section", "national", "language", "ko", "due", "2026-11-25T18:00", "planned", "2026-11-26T06:00", "length", "900", "who", "asha", "who", "park"}
	if a := reporter.post(address, append(form, "revision", "1")...); a.status != http.StatusForbidden {
		t.Errorf("a reporter changes what was accepted: %d", a.status)
	}
	if a := editor.post(address, append(form, "revision", "1")...); a.location != address+"?done=replanned" {
		t.Errorf("changing: %d %s", a.status, a.body)
	}
	if a := editor.post(address, append(form, "revision", "1")...); a.status != http.StatusConflict {
		t.Errorf("changing what somebody else has changed: %d", a.status)
	}
	for field, wrong := range map[string]string{"due": "tomorrow", "length": "many", "section": "No section", "title": ""} {
		a := editor.post("/newsroom/lineup", "title", or(field == "title", wrong, "Kept"), "section", or(field == "section", wrong, "national"), "language", "en",
			"due", or(field == "due", wrong, "2026-11-25T18:00"), "length", or(field == "length", wrong, "5"))
		if a.status != http.StatusBadRequest || field != "title" && !strings.Contains(a.body, `value="Kept"`) {
			t.Errorf("a wrong %s: %d", field, a.status)
		}
	}
	if a := editor.post(address+"/move", "day", "2026-11-28", "from", "park"); a.location != address+"?done=moved" {
		t.Errorf("moving: %d %s", a.status, a.body)
	}
	editor.get(address).shows(t, "2026-11-28", "History", "who asha, park → asha", "changed the plan")
	if a := other.post(address+"/begin", ""); a.status != http.StatusForbidden {
		t.Errorf("another begins: %d", a.status)
	}
	a := reporter.post(address+"/begin", "")
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.location, "/newsroom/stories/") {
		t.Errorf("beginning: %d %s", a.status, a.location)
	}
	reporter.get(address).shows(t, "in work · draft", a.location)
	for _, step := range []string{"finish", "resume", "drop", "resume"} {
		if a := editor.post(address+"/"+step, "reason", "no news"); a.status != http.StatusSeeOther {
			t.Errorf("%s: %d %s", step, a.status, a.body)
		}
	}
	if a := editor.do("POST", address+"/move", "day=never", "Accept", "application/json"); a.status != http.StatusBadRequest || !strings.Contains(a.body, `"problem"`) {
		t.Errorf("a script's wrong move: %d %s", a.status, a.body)
	}
}

func or(is bool, one, other string) string {
	if is {
		return one
	}
	return other
}

func TestReporterProposesAndEditorAccepts(t *testing.T) {
	h := open(t)
	reporter, editor := h.signedIn("asha"), h.signedIn("rahim")
	if a := reporter.post("/newsroom/lineup", "title", "Mine", "section", "sports", "language", "en", "due", "2026-11-25T18:00", "who", "rahim"); a.status != http.StatusForbidden {
		t.Errorf("a reporter assigns the chief: %d", a.status)
	}
	address := reporter.plans("Mine", "who", "asha")
	reporter.get(address).shows(t, "proposed", "Drop it")
	if strings.Contains(reporter.get(address).body, "/accept") {
		t.Error("a reporter is offered to accept")
	}
	if a := editor.post(address+"/accept", ""); a.status != http.StatusSeeOther {
		t.Errorf("accepting: %d", a.status)
	}
	reporter.get(address).shows(t, "assigned")
	reporter.get("/newsroom/notifications").shows(t, "Name of rahim assigned this to you", "Mine", `role="status">Unread notifications: 1`)
}

func TestSomebodyFromOutsideSeesTheirOwnWorkAlone(t *testing.T) {
	h := open(t)
	h.joins("mina", ilbo.Contributor)
	editor, guest := h.signedIn("rahim"), h.signedIn("mina")
	theirs, others := editor.plans("For Mina", "who", "mina"), editor.plans("Secret", "who", "asha")
	for _, query := range []string{"", "?who=asha", "?show=list&by=person"} {
		a := guest.get("/newsroom/lineup" + query)
		a.shows(t, "For Mina")
		if strings.Contains(a.body, "Secret") {
			t.Errorf("%s shows what others do", query)
		}
	}
	if a := guest.get(theirs); a.status != http.StatusOK {
		t.Errorf("their own: %d", a.status)
	}
	for _, path := range []string{others, "/newsroom/lineup/999", "/newsroom/lineup/x"} {
		if a := guest.get(path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	story := guest.post(theirs+"/begin", "").location
	if _, status := guest.listens("on=story:" + strings.TrimPrefix(story, "/newsroom/stories/")); status != http.StatusOK {
		t.Errorf("listening to one's own story: %d", status)
	}
}

func TestNotesByFormsAlone(t *testing.T) {
	h := open(t)
	editor, reporter := h.signedIn("rahim"), h.signedIn("asha")
	story := reporter.post(editor.plans("Bridge", "who", "asha")+"/begin", "").location
	notes := story + "/notes"
	if a := editor.post(notes, "text", " "); a.status != http.StatusBadRequest {
		t.Errorf("no words: %d", a.status)
	}
	a := editor.post(notes, "text", "Nine? @asha\r\n<b>", "to", notes)
	if a.status != http.StatusSeeOther || a.location != notes+"?done=noted#note-1" {
		t.Fatalf("writing a note: %d %s", a.status, a.location)
	}
	if a := editor.post(notes, "text", "Away", "to", "https://elsewhere.example/"); a.location != "/newsroom?done=noted#note-2" {
		t.Errorf("a note leads away: %s", a.location)
	}
	reporter.get("/newsroom/notifications").shows(t, "Name of rahim mentioned you", "Nine? @asha")
	if a := reporter.post("/newsroom/notifications/2/open", ""); a.location != notes+"#note-1" {
		t.Errorf("opening: %d %s", a.status, a.location)
	}
	reporter.get(notes).shows(t, "Nine? @asha\n&lt;b&gt;", "Name of rahim", "What was planned", "Call Kim.")
	if a := reporter.post("/newsroom/notes/1/reply", "text", "Nine it is.", "to", notes); a.location != notes+"?done=noted#note-3" {
		t.Errorf("answering: %d %s", a.status, a.location)
	}
	reporter.post("/newsroom/notes/1/resolve", "to", notes)
	editor.get(notes).shows(t, "Settled notes (1)", "settled by Name of asha", "Nine it is.")
	editor.post("/newsroom/notes/1/unresolve", "to", notes)
	part := editor.get(notes + "?part=list")
	part.shows(t, "Nine it is.")
	if strings.Contains(part.body, "<html") || strings.Contains(part.body, "Settled notes") {
		t.Error("the list alone is more than that, or the note is still settled")
	}
	for _, path := range []string{"/newsroom/notes/99/reply", "/newsroom/notes/x/resolve", "/newsroom/stories/99/notes"} {
		if a := editor.post(path, "text", "x"); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}

func TestNotificationsAreOpenedAndMarkedAsRead(t *testing.T) {
	h := open(t)
	editor, reporter := h.signedIn("rahim"), h.signedIn("asha")
	var addresses []string
	for _, title := range []string{"One", "Two", "Three"} {
		addresses = append(addresses, editor.plans(title, "who", "asha"))
	}
	count := func(want string) {
		t.Helper()
		if a := reporter.get("/newsroom/notifications/unread"); !strings.Contains(a.body, `"count":"`+want+`"`) {
			t.Errorf("unread: %s, want %s", a.body, want)
		}
	}
	count("3")
	if a := reporter.post("/newsroom/notifications/2/open", ""); a.location != addresses[1] {
		t.Errorf("opening one leads to %s, want %s", a.location, addresses[1])
	}
	if a := editor.post("/newsroom/notifications/1/open", ""); a.status != http.StatusNotFound {
		t.Errorf("opening somebody else's: %d", a.status)
	}
	count("2")
	reporter.post("/newsroom/notifications/read", "id", "1")
	count("1")
	reporter.post("/newsroom/notifications/read", "up-to", "3")
	count("")
	page := reporter.get("/newsroom/notifications")
	page.shows(t, "Nothing new.", "One", "Two", "Three")
}

func TestColleaguesAreCompleted(t *testing.T) {
	h := open(t)
	h.joins("han.ji-woo", ilbo.Photographer)
	b := h.signedIn("asha")
	for typed, want := range map[string]string{"han": `[{"login":"han.ji-woo","name":"Name of han.ji-woo","role":"Photographer"}]`, "zzz": "[]", "a": `[{"login":"asha","name":"Name of asha","role":"Reporter"}]`} {
		if a := b.get("/newsroom/people?q=" + typed); strings.TrimSpace(a.body) != want {
			t.Errorf("%s: %s, want %s", typed, a.body, want)
		}
	}
}
