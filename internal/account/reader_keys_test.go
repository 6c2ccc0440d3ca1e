package account_test

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testpasskey"
)

// A porch is both doors of a paper, on one store and with one clock, and the letters
// that went out.
type porch struct {
	*account.Readers
	door
	bin *bin
	now *time.Time
}

func newPorch(t *testing.T) *porch {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "paper.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	at := time.Date(2026, 11, 29, 3, 0, 0, 0, time.UTC)
	p := &porch{bin: &bin{}, now: &at, door: door{t: t, store: s}}
	clock := func() time.Time { return at }
	p.Readers, err = account.NewReaders(account.ReaderOptions{Store: s, Letters: p.bin, Base: "http://localhost:8080", Clock: clock,
		Paper: &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Paper", ilbo.Korean: "신문"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}})
	p.must(err)
	p.Accounts, err = account.New(s, clock, account.Options{Base: "http://localhost:8080", Title: "The Paper"})
	p.must(err)
	return p
}

func (p *porch) device() *testpasskey.Device {
	return &testpasskey.Device{T: p.t, Origin: "http://localhost:8080"}
}

// enters signs a reader in by letter.
func (p *porch) enters(email string, v account.Visitor) *account.ReaderIn {
	p.t.Helper()
	p.must(p.Ask(p.t.Context(), email, "", ilbo.Korean, v))
	token, _, err := p.Readers.Enter(p.t.Context(), tokenForm.FindStringSubmatch(p.bin.last.Text)[1], v)
	p.must(err)
	in, err := p.Readers.Who(p.t.Context(), token, v)
	p.must(err)
	return &in
}

// adds has a device make a passkey for a reader.
func (p *porch) adds(in *account.ReaderIn, d *testpasskey.Device, name string, v account.Visitor) {
	p.t.Helper()
	options, token, err := p.Readers.OfferPasskey(p.t.Context(), in, v)
	p.must(err)
	p.must(p.Readers.AddPasskey(p.t.Context(), in, token, name, d.Create(options), v))
}

// signsIn is a reader's sign-in by a passkey.
func (p *porch) signsIn(d *testpasskey.Device, v account.Visitor) (string, error) {
	p.t.Helper()
	options, token, err := p.Readers.AskPasskey(p.t.Context(), v)
	p.must(err)
	return p.Readers.SignInByPasskey(p.t.Context(), token, d.Get(options), v)
}

func TestReaderSignsInByAPasskey(t *testing.T) {
	p := newPorch(t)
	in := p.enters("minji@example.com", home)
	d := p.device()
	p.adds(in, d, " 휴대\n전화 ", home)
	if l := p.bin.last; l.To != "minji@example.com" || l.Language != ilbo.Korean || !strings.Contains(l.Text, "휴대 전화") || !strings.Contains(l.Text, "/ko/account/sessions") {
		t.Errorf("the reader is told by %+v", l)
	}
	*p.now = p.now.Add(time.Hour)
	token, err := p.signsIn(d, away)
	p.must(err)
	got, err := p.Readers.Who(t.Context(), token, away)
	p.must(err)
	if got.Reader != in.Reader || got.Session.By != "passkey" || got.Session.Agent != away.Agent {
		t.Errorf("signed in as %+v", got)
	}
	keys, err := p.Readers.Passkeys(t.Context(), in.ID)
	p.must(err)
	if len(keys) != 1 || keys[0].Name != "휴대 전화" || !keys[0].Used.Equal(*p.now) {
		t.Errorf("the passkeys are %+v", keys)
	}
	held, err := p.Held(t.Context(), in)
	p.must(err)
	var file struct {
		Passkeys []struct{ Name string }
	}
	p.must(json.Unmarshal(held, &file))
	if len(file.Passkeys) != 1 || file.Passkeys[0].Name != "휴대 전화" || strings.Contains(string(held), "publicKey") {
		t.Errorf("the reader's file holds %s", held)
	}
	p.must(p.Readers.DropPasskey(t.Context(), in, d.ID))
	_, err = p.signsIn(d, home)
	p.refuses(err, account.BadPasskey)
}

// What a browser was asked it answers once, soon, and no other browser and at no
// other door in its place.
func TestReadersPasskeyAnswersItsOwnQuestionOnly(t *testing.T) {
	p := newPorch(t)
	in := p.enters("minji@example.com", home)
	d := p.device()
	p.adds(in, d, "key", home)
	laptop := account.Visitor{Address: home.Address, Agent: home.Agent, Secret: "of this browser"}
	ask := func() (answer []byte, token string) {
		t.Helper()
		options, token, err := p.Readers.AskPasskey(t.Context(), laptop)
		p.must(err)
		return d.Get(options), token
	}
	late := func(what string, err error) {
		t.Helper()
		if !errors.Is(err, account.TooLate) || ilbo.KindOf(err) != ilbo.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	answer, token := ask()
	for what, v := range map[string]account.Visitor{"another browser": {Secret: "of another", Address: home.Address, Agent: home.Agent}, "one with nothing": home} {
		_, err := p.Readers.SignInByPasskey(t.Context(), token, answer, v)
		late(what, err)
	}
	_, err := p.Accounts.SignInByPasskey(t.Context(), token, answer, laptop)
	late("the newsroom's door", err)
	_, err = p.Readers.SignInByPasskey(t.Context(), token, answer, laptop)
	p.must(err)
	_, err = p.Readers.SignInByPasskey(t.Context(), token, answer, laptop)
	late("the second time", err)
	_, other := ask()
	_, err = p.Readers.SignInByPasskey(t.Context(), other, answer, laptop)
	p.refuses(err, account.BadPasskey) // the answer to another question
	answer, token = ask()
	*p.now = p.now.Add(5 * time.Minute)
	_, err = p.Readers.SignInByPasskey(t.Context(), token, answer, laptop)
	late("after five minutes", err)
}

func TestReadersPasskeyThatIsWrongIsRefused(t *testing.T) {
	p := newPorch(t)
	in := p.enters("minji@example.com", home)
	for what, lie := range map[string]func(d *testpasskey.Device){
		"a counter that went back":      func(d *testpasskey.Device) { d.Counter = 0 },
		"somebody else's handle":        func(d *testpasskey.Device) { d.Handle[len(d.Handle)-1]++ },
		"a credential that is nobody's": func(d *testpasskey.Device) { d.ID = []byte("nobody's at all.") },
		"a page of another site":        func(d *testpasskey.Device) { d.Origin = "https://paper.example" },
	} {
		d := p.device()
		d.Counter = 5
		p.adds(in, d, what, home)
		_, err := p.signsIn(d, home)
		p.must(err)
		lie(d)
		_, err = p.signsIn(d, home)
		if p.refuses(err, account.BadPasskey); ilbo.SayOf(err) != "The passkey could not be used. Try again, or sign in without it." {
			t.Errorf("%s is answered %q", what, ilbo.SayOf(err))
		}
	}
}

// Staff and readers have numbers of their own, and one host: the first of both are
// two people.
func TestStaffAndReadersAreNotTakenForOneAnother(t *testing.T) {
	p := newPorch(t)
	reader := p.enters("minji@example.com", home)
	p.must(p.store.PutStaff(t.Context(), ilbo.Staff{Login: "asha", Name: "Asha", Role: ilbo.Reporter, Added: *p.now}))
	staff, err := p.store.StaffByLogin(t.Context(), "asha")
	p.must(err)
	if staff.ID != int64(reader.ID) {
		t.Fatalf("the numbers are %d and %d: nothing can be taken for the other", staff.ID, reader.ID)
	}
	ours, theirs := p.device(), p.device()
	options, token, err := p.Accounts.OfferPasskey(t.Context(), &account.SignedIn{Staff: staff}, home)
	p.must(err)
	p.must(p.Accounts.AddPasskey(t.Context(), &account.SignedIn{Staff: staff}, token, "key", ours.Create(options), home))
	p.adds(reader, theirs, "key", home)
	if string(ours.Handle) == string(theirs.Handle) {
		t.Error("a device keeps one passkey for both: the later one is in the place of the other")
	}
	_, err = p.signsIn(ours, home)
	p.refuses(err, account.BadPasskey)
	options, token, err = p.Accounts.AskPasskey(t.Context(), home)
	p.must(err)
	_, err = p.Accounts.SignInByPasskey(t.Context(), token, theirs.Get(options), home)
	p.refuses(err, account.BadPasskey)
	options, token, err = p.Accounts.AskPasskey(t.Context(), home)
	p.must(err)
	session, err := p.Accounts.SignInByPasskey(t.Context(), token, ours.Get(options), home)
	p.must(err)
	if who := p.who(session); who.Login != "asha" {
		t.Errorf("signed in as %s", who.Login)
	}
}

func TestPasskeyIsAddedSoonAfterSigningIn(t *testing.T) {
	p := newPorch(t)
	in := p.enters("minji@example.com", home)
	*p.now = p.now.Add(time.Hour)
	if _, _, err := p.Readers.OfferPasskey(t.Context(), in, home); !errors.Is(err, account.NotFresh) || ilbo.KindOf(err) != ilbo.Forbidden {
		t.Errorf("an hour later: %v", err)
	}
	in = p.enters("minji@example.com", home)
	for range 20 {
		p.adds(in, p.device(), "key", home)
	}
	if _, _, err := p.Readers.OfferPasskey(t.Context(), in, home); !errors.Is(err, account.TooManyKeys) {
		t.Errorf("the 21st: %v", err)
	}
}

// Whoever had the old mailbox has no way in left once the address is another.
func TestPasskeysEndWithTheAddress(t *testing.T) {
	p := newPorch(t)
	in := p.enters("minji@example.com", home)
	d := p.device()
	p.adds(in, d, "key", away)
	p.must(p.AskToMove(t.Context(), in, "new@example.com", ilbo.English, home))
	_, _, err := p.Readers.Enter(t.Context(), tokenForm.FindStringSubmatch(p.bin.last.Text)[1], home)
	p.must(err)
	_, err = p.signsIn(d, away)
	p.refuses(err, account.BadPasskey)
}

func TestFloodsOfQuestionsAreSlowedDown(t *testing.T) {
	p := newPorch(t)
	var err error
	for range 200 {
		if _, _, err = p.Readers.AskPasskey(t.Context(), away); err != nil {
			break
		}
	}
	if p.refuses(err, account.TooManyQuestions); ilbo.KindOf(err) != ilbo.Busy {
		t.Errorf("got %v", err)
	}
	_, _, err = p.Readers.AskPasskey(t.Context(), home)
	p.must(err)
	*p.now = p.now.Add(time.Minute)
	_, _, err = p.Readers.AskPasskey(t.Context(), away)
	p.must(err)
}
