package storetest

import (
	"testing"
	"time"

	"ilbo.press"
)

// reader adds a reader of an address.
func (p *paper) reader(email string) ilbo.Reader {
	p.t.Helper()
	r := ilbo.Reader{Email: email, Name: "김민지", Language: ilbo.Korean, Zone: "Asia/Seoul", Added: noon}
	p.must(p.PutReader(p.ctx, &r))
	return r
}

func (p *paper) readerSession(r ilbo.ReaderID, n byte, at time.Time) ilbo.ReaderSession {
	p.t.Helper()
	s := ilbo.ReaderSession{Token: ilbo.TokenDigest{n}, Reader: r, Began: at, Seen: at, Agent: "Browser/1", Address: "192.0.2.7", By: "letter"}
	p.must(p.PutReaderSession(p.ctx, s))
	return s
}

var readers = map[string]func(*testing.T, *paper){
	"readers come back as they were put, and have an address each": func(t *testing.T, p *paper) {
		minji, jun := p.reader("minji@example.com"), p.reader("jun@example.com")
		got, err := p.ReaderByEmail(p.ctx, "minji@example.com")
		p.must(err)
		p.same("minji", got, minji)
		minji.Name, minji.Email, minji.Language, minji.Zone = "Minji", "m@example.com", ilbo.English, ""
		p.must(p.PutReader(p.ctx, &minji))
		got, err = p.Reader(p.ctx, minji.ID)
		p.must(err)
		p.same("changed", got, minji)
		jun.Email = minji.Email
		p.refuses(p.PutReader(p.ctx, &jun), ilbo.Conflict)
		p.refuses(p.PutReader(p.ctx, &ilbo.Reader{Email: minji.Email, Added: noon}), ilbo.Conflict)
		_, err = p.Reader(p.ctx, 99)
		p.refuses(err, ilbo.NotFound)
	},
	"a reader who leaves takes all with them, and their number is nobody's": func(t *testing.T, p *paper) {
		minji, jun := p.reader("minji@example.com"), p.reader("jun@example.com")
		p.readerSession(jun.ID, 1, noon)
		other := p.readerSession(minji.ID, 2, noon)
		for n, l := range []ilbo.ReaderLink{{Purpose: ilbo.ToLeave, Reader: jun.ID, Email: jun.Email}, {Purpose: ilbo.ToSignIn, Email: jun.Email}} {
			l.Token, l.Until = ilbo.TokenDigest{byte(n)}, noon
			p.must(p.PutReaderLink(p.ctx, l))
		}
		for range 2 {
			p.must(p.DropReader(p.ctx, jun.ID))
		}
		_, _, err := p.ReaderSession(p.ctx, ilbo.TokenDigest{1})
		p.refuses(err, ilbo.NotFound)
		for n := range byte(2) {
			_, err = p.ReaderLink(p.ctx, ilbo.TokenDigest{n})
			p.refuses(err, ilbo.NotFound)
		}
		_, _, err = p.ReaderSession(p.ctx, other.Token)
		p.must(err)
		if later := p.reader("jun@example.com"); later.ID <= jun.ID {
			t.Errorf("the number %d was given again as %d", jun.ID, later.ID)
		}
	},
	"readers' sessions are found, seen, ended and dropped": func(t *testing.T, p *paper) {
		minji, jun := p.reader("minji@example.com"), p.reader("jun@example.com")
		first, second, other := p.readerSession(minji.ID, 1, noon), p.readerSession(minji.ID, 2, noon.Add(time.Hour)), p.readerSession(jun.ID, 3, noon)
		got, whose, err := p.ReaderSession(p.ctx, first.Token)
		p.must(err)
		p.same("session", got, first)
		p.same("whose", whose, minji)
		p.must(p.SeeReaderSession(p.ctx, first.Token, noon.Add(2*time.Hour), "2001:db8::1"))
		p.must(p.SeeReaderSession(p.ctx, first.Token, noon.Add(3*time.Hour), ""))
		first.Seen, first.Address = noon.Add(3*time.Hour), "2001:db8::1"
		list, err := p.ReaderSessions(p.ctx, minji.ID)
		p.must(err)
		p.same("the one seen last first", list, []ilbo.ReaderSession{first, second})
		p.must(p.EndReaderSessions(p.ctx, minji.ID, second.Token))
		p.must(p.EndReaderSession(p.ctx, first.Token))
		list, err = p.ReaderSessions(p.ctx, minji.ID)
		p.must(err)
		p.same("all but one ended", list, []ilbo.ReaderSession{second})
		p.must(p.DropReaderSessions(p.ctx, noon.Add(time.Minute), noon, noon))
		_, _, err = p.ReaderSession(p.ctx, other.Token)
		p.refuses(err, ilbo.NotFound)
		_, _, err = p.ReaderSession(p.ctx, second.Token)
		p.must(err)
	},
	"a reader's passkeys are theirs, and leave with them": func(t *testing.T, p *paper) {
		jun, minji := p.reader("jun@example.com"), p.reader("minji@example.com")
		k := ilbo.Passkey{ID: []byte{0, 1, 255}, Reader: jun.ID, Name: "휴대전화", Record: []byte(`{"a":1}`), Added: noon}
		p.must(p.PutReaderPasskey(p.ctx, k))
		k.Used, k.Record = noon.Add(time.Minute), []byte(`{"a":2}`)
		p.must(p.PutReaderPasskey(p.ctx, k))
		got, err := p.ReaderPasskey(p.ctx, k.ID)
		p.must(err)
		p.same("passkey", got, k)
		later := ilbo.Passkey{ID: []byte{0}, Reader: jun.ID, Name: "later", Record: []byte(`{}`), Added: noon.Add(time.Hour)}
		p.must(p.PutReaderPasskey(p.ctx, later))
		list, err := p.ReaderPasskeys(p.ctx, jun.ID)
		p.must(err)
		p.same("of jun", list, []ilbo.Passkey{k, later})
		theft := k
		theft.Reader = minji.ID
		p.refuses(p.PutReaderPasskey(p.ctx, theft), ilbo.Conflict)
		p.must(p.DropReaderPasskey(p.ctx, minji.ID, k.ID))
		asha := p.staff("asha", ilbo.Reporter)
		p.must(p.PutPasskey(p.ctx, ilbo.Passkey{ID: []byte{7}, Staff: asha.ID, Name: "staff's", Record: []byte(`{}`), Added: noon}))
		_, err = p.ReaderPasskey(p.ctx, []byte{7})
		p.refuses(err, ilbo.NotFound)
		for range 2 {
			p.must(p.DropReaderPasskey(p.ctx, jun.ID, later.ID))
		}
		_, err = p.ReaderPasskey(p.ctx, later.ID)
		p.refuses(err, ilbo.NotFound)
		p.must(p.DropReader(p.ctx, jun.ID))
		_, err = p.ReaderPasskey(p.ctx, k.ID)
		p.refuses(err, ilbo.NotFound)
	},
	"a reader's link is used once, and forgotten when it is over": func(t *testing.T, p *paper) {
		jun := p.reader("jun@example.com")
		l := ilbo.ReaderLink{Token: ilbo.TokenDigest{1}, Purpose: ilbo.ToChangeAddress, Email: "new@example.com", Reader: jun.ID, Language: ilbo.Korean, Onward: "/ko/account", Until: noon.Add(time.Hour)}
		p.must(p.PutReaderLink(p.ctx, l))
		got, err := p.ReaderLink(p.ctx, l.Token)
		p.must(err)
		p.same("link", got, l)
		p.must(p.UseReaderLink(p.ctx, l.Token))
		p.refuses(p.UseReaderLink(p.ctx, l.Token), ilbo.NotFound)
		p.must(p.PutReaderLink(p.ctx, l))
		p.must(p.DropReaderSessions(p.ctx, noon, noon, l.Until))
		_, err = p.ReaderLink(p.ctx, l.Token)
		p.refuses(err, ilbo.NotFound)
	},
	"bookmarks of stories alone, the last one first": func(t *testing.T, p *paper) {
		jun, minji := p.reader("jun@example.com"), p.reader("minji@example.com")
		first, second := p.put(story("First", 0)), p.put(story("Second", 0))
		for range 2 { // the second time changes nothing
			p.must(p.PutBookmark(p.ctx, jun.ID, ilbo.Bookmark{Story: first.ID, At: noon}))
			p.must(p.PutBookmark(p.ctx, jun.ID, ilbo.Bookmark{Story: second.ID, At: noon.Add(time.Hour)}))
		}
		got, err := p.Bookmarks(p.ctx, jun.ID, 9)
		p.must(err)
		p.same("bookmarks", got, []ilbo.Bookmark{{Story: second.ID, At: noon.Add(time.Hour)}, {Story: first.ID, At: noon}})
		p.must(p.DropBookmark(p.ctx, minji.ID, second.ID))
		p.must(p.DropBookmark(p.ctx, jun.ID, first.ID))
		got, err = p.Bookmarks(p.ctx, jun.ID, 9)
		p.must(err)
		p.same("one dropped", got, []ilbo.Bookmark{{Story: second.ID, At: noon.Add(time.Hour)}})
		p.refuses(p.PutBookmark(p.ctx, jun.ID, ilbo.Bookmark{Story: 99, At: noon}), ilbo.NotFound)
	},
}
