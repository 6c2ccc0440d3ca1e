package account_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/store"
)

// A door is the way into a newsroom on a real store, with a clock that stands
// until it is moved.
type door struct {
	*account.Accounts
	t     *testing.T
	store *store.Store
	now   time.Time
}

const secret = "correct horse battery"

var (
	home = account.Visitor{Address: "192.0.2.7", Agent: "Browser/1"}
	away = account.Visitor{Address: "198.51.100.9", Agent: "Browser/2"}
)

func open(t *testing.T) *door {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "paper.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d := &door{t: t, store: s, now: time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)}
	if d.Accounts, err = account.New(s, func() time.Time { return d.now }, account.Options{Base: "http://localhost:8080", Title: "The Paper"}); err != nil {
		t.Fatal(err)
	}
	digest, err := account.Digest(secret)
	d.must(err)
	d.must(s.PutStaff(t.Context(), ilbo.Staff{Login: "asha", Name: "Asha", Role: ilbo.Reporter, Password: digest, Added: d.now}))
	return d
}

func (d *door) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *door) refuses(err error, why account.Reason) {
	d.t.Helper()
	if !errors.Is(err, why) || ilbo.SayOf(err) == "" {
		d.t.Errorf("got %v, want %v", err, why)
	}
}

func (d *door) signIn(v account.Visitor) string {
	d.t.Helper()
	token, err := d.SignIn(d.t.Context(), "asha", secret, v)
	d.must(err)
	return token
}

func (d *door) who(token string) account.SignedIn {
	d.t.Helper()
	s, err := d.Who(d.t.Context(), token, home)
	d.must(err)
	return s
}

// deeds are what the audit log says, the first first.
func (d *door) deeds() []string {
	d.t.Helper()
	found, err := d.store.AuditLog(d.t.Context(), ilbo.AuditQuery{Limit: 1000})
	d.must(err)
	slices.Reverse(found)
	var list []string
	for _, e := range found {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", e.Who, e.Deed, e.On, e.From)))
	}
	return list
}

// chief is a chief editor who is signed in.
func (d *door) chief() *account.SignedIn {
	d.t.Helper()
	s := ilbo.Staff{Login: "rahim", Name: "Rahim", Role: ilbo.ChiefEditor, Added: d.now}
	d.must(d.store.PutStaff(d.t.Context(), s))
	s, err := d.store.StaffByLogin(d.t.Context(), "rahim")
	d.must(err)
	return &account.SignedIn{Staff: s}
}

func TestSessionLivesAsLongAsItIsUsed(t *testing.T) {
	d := open(t)
	token, err := d.SignIn(t.Context(), " Asha ", secret, home)
	d.must(err)
	if s := d.who(token); s.Login != "asha" || s.Session.Agent != home.Agent || s.Session.By != "password" {
		t.Errorf("signed in as %+v", s)
	}
	for range 6 { // every thirteen days, for 78
		d.now = d.now.AddDate(0, 0, 13)
		d.who(token)
	}
	d.now = d.now.AddDate(0, 0, 13)
	_, err = d.Who(t.Context(), token, home)
	d.refuses(err, account.Over) // 91 days old
	token = d.signIn(home)
	d.now = d.now.AddDate(0, 0, 14)
	_, err = d.Who(t.Context(), token, home)
	d.refuses(err, account.Over)
	d.must(d.Sweep(t.Context()))
	_, err = d.Who(t.Context(), token, home)
	if !errors.Is(err, ilbo.NotFound) {
		t.Errorf("got %v", err)
	}
	for _, other := range []string{"", "x", token + "x", strings.Repeat("a", 100_000)} {
		if _, err := d.Who(t.Context(), other, home); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("%.10q: %v", other, err)
		}
	}
}

func TestTokensAreNotStored(t *testing.T) {
	d := open(t)
	token := d.signIn(home)
	for _, entry := range d.deeds() {
		if strings.Contains(entry, token) || strings.Contains(entry, secret) {
			t.Error("a secret is in the log")
		}
	}
	s := d.who(token)
	if strings.Contains(fmt.Sprintf("%x %s", s.Session.Token, s.Password), secret) {
		t.Error("a secret is in the session")
	}
}

func TestWrongNamesAndPasswordsAreToldAlike(t *testing.T) {
	d := open(t)
	d.must(d.store.PutStaff(t.Context(), ilbo.Staff{Login: "keyed", Name: "Only a passkey", Role: ilbo.Reporter}))
	var said []string
	for _, login := range []string{"asha", "nobody", "keyed", ""} {
		_, err := d.SignIn(t.Context(), login, "wrong password", home)
		d.refuses(err, account.Refused)
		said = append(said, ilbo.SayOf(err))
	}
	if slices.Sort(said); len(slices.Compact(said)) != 1 {
		t.Errorf("%q", said)
	}
	want := []string{"sign in refused staff:asha 192.0.2.7", "sign in refused staff:nobody 192.0.2.7", "sign in refused staff:keyed 192.0.2.7", "sign in refused staff: 192.0.2.7"}
	if got := d.deeds(); !slices.Equal(got, want) {
		t.Errorf("the log says %q", got)
	}
}

// Guessing from one place slows that place down; guessing from many slows down
// the name, but not where its owner is signed in. Nobody is locked out for long.
func TestGuessingIsSlowedDown(t *testing.T) {
	d := open(t)
	d.signIn(home)
	guess := func(v account.Visitor) error {
		_, err := d.SignIn(t.Context(), "asha", "wrong password", v)
		return err
	}
	for i := range 9 {
		d.refuses(guess(away), account.Refused)
		d.refuses(guess(account.Visitor{Address: fmt.Sprintf("2001:db8:%d::1", i)}), account.Refused)
	}
	d.refuses(guess(account.Visitor{Address: "2001:db8:9::1"}), account.Refused)
	d.refuses(guess(away), account.Refused) // the twentieth
	d.refuses(guess(away), account.TooManyTries)
	_, err := d.SignIn(t.Context(), "asha", secret, away)
	d.refuses(err, account.TooManyTries)
	_, err = d.SignIn(t.Context(), "asha", secret, account.Visitor{Address: "203.0.113.1"})
	d.refuses(err, account.TooManyTries)
	d.signIn(home)
	_, err = d.SignIn(t.Context(), "nobody", secret, account.Visitor{Address: "203.0.113.1"})
	d.refuses(err, account.Refused) // another name, from a place that did nothing
	d.now = d.now.Add(31 * time.Second)
	d.signIn(account.Visitor{Address: "203.0.113.1"})
	d.signIn(away)
}

func TestAHouseholdIsOnePlace(t *testing.T) {
	d := open(t)
	for i := range 10 {
		_, err := d.SignIn(t.Context(), fmt.Sprintf("name%d", i), "wrong password", account.Visitor{Address: fmt.Sprintf("2001:db8:1:2:%x::1", i)})
		d.refuses(err, account.Refused)
	}
	_, err := d.SignIn(t.Context(), "another", "wrong password", account.Visitor{Address: "2001:db8:1:2:ffff::9"})
	d.refuses(err, account.TooManyTries)
	_, err = d.SignIn(t.Context(), "another", "wrong password", account.Visitor{Address: "2001:db8:1:3::1"})
	d.refuses(err, account.Refused)
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	d := open(t)
	first, second, third := d.signIn(home), d.signIn(away), d.signIn(away)
	s := d.who(first)
	d.must(d.store.PutStaff(t.Context(), ilbo.Staff{Login: "rahim", Name: "Rahim", Role: ilbo.ChiefEditor, Password: s.Password}))
	foreign, err := d.SignIn(t.Context(), "rahim", secret, home)
	d.must(err)
	list, err := d.Sessions(t.Context(), s.ID)
	d.must(err)
	if len(list) != 3 {
		t.Fatalf("%d sessions", len(list))
	}
	if err := d.End(t.Context(), &s, d.who(foreign).Session.Token, home); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("ending somebody else's session: %v", err)
	}
	d.must(d.End(t.Context(), &s, d.who(second).Session.Token, home))
	if _, err := d.Who(t.Context(), second, away); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("the session that was ended: %v", err)
	}
	d.must(d.EndOthers(t.Context(), &s, home))
	if _, err := d.Who(t.Context(), third, away); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("the other session: %v", err)
	}
	d.who(first)
	d.who(foreign)
	for range 2 {
		d.must(d.SignOut(t.Context(), &s, home))
	}
	if _, err := d.Who(t.Context(), first, home); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("after signing out: %v", err)
	}
}

func TestPasswordIsChangedWithTheOldOne(t *testing.T) {
	d := open(t)
	here, there := d.signIn(home), d.signIn(away)
	s := d.who(here)
	d.refuses(d.ChangePassword(t.Context(), &s, "wrong", "another good one", home), account.Refused)
	d.refuses(d.ChangePassword(t.Context(), &s, secret, "short", home), account.BadPassword)
	d.must(d.ChangePassword(t.Context(), &s, secret, "another good one", home))
	d.who(here)
	if _, err := d.Who(t.Context(), there, away); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("another session: %v", err)
	}
	_, err := d.SignIn(t.Context(), "asha", secret, home)
	d.refuses(err, account.Refused)
	_, err = d.SignIn(t.Context(), "asha", "another good one", home)
	d.must(err)
}

func TestWhoIsInvitedComesInOnce(t *testing.T) {
	d := open(t)
	ctx := t.Context()
	rahim := d.chief()
	guest := ilbo.Pass{Login: "Mina", Name: " 이미나 ", Role: ilbo.SectionEditor, Sections: []ilbo.SectionID{"national"}}
	for name, change := range map[string]func(p *ilbo.Pass){
		"a login of no use": func(p *ilbo.Pass) { p.Login = "no body" },
		"a role of no use":  func(p *ilbo.Pass) { p.Role = "king" },
		"no name":           func(p *ilbo.Pass) { p.Name = " " },
		"somebody there":    func(p *ilbo.Pass) { p.Login = "asha" },
	} {
		p := guest
		change(&p)
		if _, err := d.Invite(ctx, rahim, p, home); ilbo.KindOf(err) != ilbo.Invalid && ilbo.KindOf(err) != ilbo.Conflict {
			t.Errorf("%s: %v", name, err)
		}
	}
	stale, err := d.Invite(ctx, rahim, guest, home)
	d.must(err)
	token, err := d.Invite(ctx, rahim, guest, home)
	d.must(err)
	_, err = d.Pass(ctx, stale)
	d.refuses(err, account.Over)
	p, err := d.Pass(ctx, token)
	d.must(err)
	if p.Login != "mina" || p.Name != "이미나" || !p.Invites() {
		t.Errorf("got %+v", p)
	}
	_, err = d.Enter(ctx, token, "short", away)
	d.refuses(err, account.BadPassword)
	session, err := d.Enter(ctx, token, "a long enough one", away)
	d.must(err)
	if s := d.who(session); s.Login != "mina" || s.Role != ilbo.SectionEditor || !slices.Equal(s.Sections, guest.Sections) {
		t.Errorf("came in as %+v", s.Staff)
	}
	_, err = d.Enter(ctx, token, "a long enough one", away)
	d.refuses(err, account.Over)
	token, err = d.Invite(ctx, rahim, ilbo.Pass{Login: "late", Name: "Late", Role: ilbo.Reporter}, home)
	d.must(err)
	d.now = d.now.AddDate(0, 0, 7)
	_, err = d.Enter(ctx, token, "a long enough one", away)
	d.refuses(err, account.Over)
}

func TestResetEndsWhatTheOldPasswordBegan(t *testing.T) {
	d := open(t)
	old := d.signIn(home)
	rahim := d.chief()
	token, err := d.Reset(t.Context(), rahim, "asha", home)
	d.must(err)
	d.who(old) // nothing has happened yet
	session, err := d.Enter(t.Context(), token, "a long enough one", away)
	d.must(err)
	d.who(session)
	if _, err := d.Who(t.Context(), old, home); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("the old session: %v", err)
	}
	_, err = d.SignIn(t.Context(), "asha", secret, away)
	d.refuses(err, account.Refused)
	if _, err := d.Reset(t.Context(), rahim, "nobody", home); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("got %v", err)
	}
}

func TestWhoHasLeftIsOut(t *testing.T) {
	d := open(t)
	token := d.signIn(home)
	s := d.who(token)
	link, err := d.Reset(t.Context(), d.chief(), "asha", home)
	d.must(err)
	s.Left = d.now
	d.must(d.store.PutStaff(t.Context(), s.Staff))
	_, err = d.Who(t.Context(), token, home)
	d.refuses(err, account.Over)
	_, err = d.SignIn(t.Context(), "asha", secret, home)
	d.refuses(err, account.Refused)
	_, err = d.Enter(t.Context(), link, "a long enough one", home) // given before
	d.refuses(err, account.Over)
	rahim, err := d.store.StaffByLogin(t.Context(), "rahim")
	d.must(err)
	if _, err := d.Reset(t.Context(), &account.SignedIn{Staff: rahim}, "asha", home); !errors.Is(err, ilbo.Conflict) {
		t.Errorf("got %v", err)
	}
}

func TestPasskeysNeedAHostWithAName(t *testing.T) {
	d := open(t)
	for base, want := range map[string]bool{"http://localhost:8080": true, "https://paper.example": true, "http://127.0.0.1:8080": false, "http://[::1]:8080": false, "": false} {
		a, err := account.New(d.store, time.Now, account.Options{Base: base, Title: "The Paper"})
		d.must(err)
		if a.HasPasskeys() != want {
			t.Errorf("%s has passkeys: %v", base, a.HasPasskeys())
		}
		if _, _, err := a.AskPasskey(t.Context(), home); (err == nil) != want {
			t.Errorf("%s: %v", base, err)
		}
	}
	s := d.who(d.signIn(home))
	options, token, err := d.OfferPasskey(t.Context(), &s, home)
	d.must(err)
	if !strings.Contains(string(options), `"userVerification":"required"`) {
		t.Errorf("a passkey is made without the finger, the face or the code: %s", options)
	}
	if !strings.Contains(string(options), `"id":"localhost"`) || strings.Contains(string(options), `"asha@`) {
		t.Errorf("asked for %s", options)
	}
	for _, answer := range []string{"", "{}", `{"id":"x","rawId":"eA","type":"public-key","response":{}}`, strings.Repeat("[", 10_000)} {
		err := d.AddPasskey(t.Context(), &s, token, "key", []byte(answer), home)
		if err == nil {
			t.Errorf("%.20q was taken for a passkey", answer)
		}
	}
	if _, err := d.SignInByPasskey(t.Context(), "x", []byte("{}"), home); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("without a challenge: %v", err)
	}
	options, token, err = d.AskPasskey(t.Context(), home)
	d.must(err)
	if !strings.Contains(string(options), `"userVerification":"required"`) {
		t.Errorf("a passkey signs in without the finger, the face or the code: %s", options)
	}
	_, err = d.SignInByPasskey(t.Context(), token, []byte("{}"), home)
	d.refuses(err, account.BadPasskey)
}

func TestOnlySomeLetPeopleIn(t *testing.T) {
	d := open(t)
	ctx := t.Context()
	rahim, asha := d.chief(), d.who(d.signIn(home))
	for _, role := range ilbo.Roles() {
		by := asha
		by.Role = role
		want := role == ilbo.ChiefEditor || role == ilbo.Publisher || role == ilbo.Administrator
		_, invited := d.Invite(ctx, &by, ilbo.Pass{Login: "guest", Name: "Guest", Role: ilbo.Reporter}, home)
		_, reset := d.Reset(ctx, &by, "rahim", home)
		changed := d.ChangeRole(ctx, &by, "rahim", ilbo.ChiefEditor, nil, home)
		for what, err := range map[string]error{"invites": invited, "resets": reset, "changes": changed} {
			if errors.Is(err, account.NotYours) == want || want && err != nil {
				t.Errorf("%s %s: %v", role, what, err)
			}
		}
	}
	d.must(d.store.PutStaff(ctx, ilbo.Staff{Login: "root", Name: "Root", Role: ilbo.Administrator}))
	_, err := d.Reset(ctx, rahim, "root", home)
	d.refuses(err, account.NotYours)
	_, err = d.Invite(ctx, rahim, ilbo.Pass{Login: "guest", Name: "Guest", Role: ilbo.Publisher}, home)
	d.refuses(err, account.NotYours)
	d.refuses(d.ChangeRole(ctx, rahim, "root", ilbo.Reporter, nil, home), account.NotYours)
	d.refuses(d.ChangeRole(ctx, rahim, "asha", ilbo.Administrator, nil, home), account.NotYours)
	d.refuses(d.SeeOut(ctx, rahim, "root", home), account.NotYours)
	d.refuses(d.SeeOut(ctx, &asha, "rahim", home), account.NotYours)
	d.refuses(d.SeeOut(ctx, rahim, "rahim", home), account.YourOwn)
	d.must(d.ChangeRole(ctx, rahim, "asha", ilbo.SectionEditor, []ilbo.SectionID{"national"}, home))
	token := d.signIn(home)
	if s := d.who(token); s.Role != ilbo.SectionEditor || len(s.Sections) != 1 {
		t.Errorf("now %+v", s.Staff)
	}
	d.must(d.ChangeRole(ctx, rahim, "asha", ilbo.Reporter, []ilbo.SectionID{"national"}, home))
	if s := d.who(token); len(s.Sections) != 0 {
		t.Errorf("a reporter has sections: %v", s.Sections)
	}
	d.must(d.ChangeLanguage(ctx, asha.ID, ilbo.Korean))
	if err := d.ChangeLanguage(ctx, asha.ID, "fr"); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("French: %v", err)
	}
	d.must(d.SeeOut(ctx, rahim, "asha", home))
	if _, err := d.Who(ctx, token, home); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("after leaving: %v", err)
	}
}
