package storetest

import (
	"testing"
	"time"

	"ilbo.press"
)

// staff adds somebody to the newsroom, and gives them with their number.
func (p *paper) staff(login string, role ilbo.Role) ilbo.Staff {
	p.t.Helper()
	p.must(p.PutStaff(p.ctx, ilbo.Staff{Login: login, Name: "Name of " + login, Role: role, Added: noon}))
	s, err := p.StaffByLogin(p.ctx, login)
	p.must(err)
	return s
}

// session begins one of somebody at a time.
func (p *paper) session(staff int64, n byte, at time.Time) ilbo.Session {
	p.t.Helper()
	s := ilbo.Session{Token: ilbo.TokenDigest{n}, Staff: staff, Began: at, Seen: at, Agent: "Browser/1", Address: "192.0.2.7", By: "password"}
	p.must(p.PutSession(p.ctx, s))
	return s
}

var newsroom = map[string]func(*testing.T, *paper){
	"staff come back as they were put": func(t *testing.T, p *paper) {
		s := p.staff("asha", ilbo.SectionEditor)
		s.Sections, s.Language, s.Left = []ilbo.SectionID{"national", "sports/baseball"}, ilbo.Korean, noon.Add(time.Hour)
		p.must(p.PutStaff(p.ctx, s))
		got, err := p.StaffByID(p.ctx, s.ID)
		p.must(err)
		p.same("asha", got, s)
		_, err = p.StaffByID(p.ctx, s.ID+1)
		p.refuses(err, ilbo.NotFound)
	},
	"sessions are found, seen and ended": func(t *testing.T, p *paper) {
		asha, rahim := p.staff("asha", ilbo.Reporter), p.staff("rahim", ilbo.ChiefEditor)
		first, second, other := p.session(asha.ID, 1, noon), p.session(asha.ID, 2, noon.Add(time.Hour)), p.session(rahim.ID, 3, noon)
		got, whose, err := p.Session(p.ctx, first.Token)
		p.must(err)
		p.same("session", got, first)
		p.same("whose", whose, asha)
		_, _, err = p.Session(p.ctx, ilbo.TokenDigest{9})
		p.refuses(err, ilbo.NotFound)
		p.must(p.SeeSession(p.ctx, first.Token, noon.Add(2*time.Hour), "2001:db8::1"))
		first.Seen, first.Address = noon.Add(2*time.Hour), "2001:db8::1"
		list, err := p.Sessions(p.ctx, asha.ID)
		p.must(err)
		p.same("of asha, the one seen last first", list, []ilbo.Session{first, second})
		p.must(p.EndSessions(p.ctx, asha.ID, second.Token))
		list, err = p.Sessions(p.ctx, asha.ID)
		p.must(err)
		p.same("all but one ended", list, []ilbo.Session{second})
		for range 2 {
			p.must(p.EndSession(p.ctx, second.Token))
		}
		p.must(p.SeeSession(p.ctx, second.Token, noon, ""))
		_, _, err = p.Session(p.ctx, second.Token)
		p.refuses(err, ilbo.NotFound)
		_, _, err = p.Session(p.ctx, other.Token)
		p.must(err)
	},
	"sessions and passes that have run out are dropped": func(t *testing.T, p *paper) {
		asha := p.staff("asha", ilbo.Reporter)
		old, idle, fresh := p.session(asha.ID, 1, noon.AddDate(0, 0, -100)), p.session(asha.ID, 2, noon.AddDate(0, 0, -20)), p.session(asha.ID, 3, noon)
		p.must(p.SeeSession(p.ctx, old.Token, noon, ""))
		p.must(p.PutPass(p.ctx, ilbo.Pass{Token: ilbo.TokenDigest{1}, Login: "mina", Name: "Mina", Role: ilbo.Reporter, By: "asha", Until: noon}))
		p.must(p.DropSessions(p.ctx, noon.AddDate(0, 0, -90), noon.AddDate(0, 0, -14), noon))
		for _, gone := range []ilbo.TokenDigest{old.Token, idle.Token} {
			_, _, err := p.Session(p.ctx, gone)
			p.refuses(err, ilbo.NotFound)
		}
		_, _, err := p.Session(p.ctx, fresh.Token)
		p.must(err)
		_, err = p.Pass(p.ctx, ilbo.TokenDigest{1})
		p.refuses(err, ilbo.NotFound)
	},
	"passkeys belong to one person": func(t *testing.T, p *paper) {
		asha, rahim := p.staff("asha", ilbo.Reporter), p.staff("rahim", ilbo.ChiefEditor)
		k := ilbo.Passkey{ID: []byte{0, 1, 255}, Staff: asha.ID, Name: "노트북", Record: []byte(`{"a":1}`), Added: noon}
		p.must(p.PutPasskey(p.ctx, k))
		got, err := p.Passkey(p.ctx, k.ID)
		p.must(err)
		p.same("passkey", got, k)
		k.Used, k.Record = noon.Add(time.Minute), []byte(`{"a":2}`)
		p.must(p.PutPasskey(p.ctx, k))
		list, err := p.Passkeys(p.ctx, asha.ID)
		p.must(err)
		p.same("of asha", list, []ilbo.Passkey{k})
		theft := k
		theft.Staff = rahim.ID
		p.refuses(p.PutPasskey(p.ctx, theft), ilbo.Conflict)
		p.must(p.DropPasskey(p.ctx, rahim.ID, k.ID))
		_, err = p.Passkey(p.ctx, k.ID)
		p.must(err)
		all, err := p.AllPasskeys(p.ctx)
		p.must(err)
		p.same("all", all, []ilbo.Passkey{k})
		for range 2 {
			p.must(p.DropPasskey(p.ctx, asha.ID, k.ID))
		}
		_, err = p.Passkey(p.ctx, k.ID)
		p.refuses(err, ilbo.NotFound)
	},
	"a pass is used once, and the last one of a login counts": func(t *testing.T, p *paper) {
		first := ilbo.Pass{Token: ilbo.TokenDigest{1}, Login: "mina", Name: "이미나", Role: ilbo.SectionEditor, Sections: []ilbo.SectionID{"national"}, By: "asha", Until: noon.Add(time.Hour)}
		second := first
		second.Token = ilbo.TokenDigest{2}
		p.must(p.PutPass(p.ctx, first))
		got, err := p.Pass(p.ctx, first.Token)
		p.must(err)
		p.same("pass", got, first)
		p.must(p.PutPass(p.ctx, second))
		_, err = p.Pass(p.ctx, first.Token)
		p.refuses(err, ilbo.NotFound)
		all, err := p.Passes(p.ctx)
		p.must(err)
		p.same("passes", all, []ilbo.Pass{second})
		p.must(p.UsePass(p.ctx, second.Token))
		p.refuses(p.UsePass(p.ctx, second.Token), ilbo.NotFound)
	},
	"a challenge is given once, and not when it is over": func(t *testing.T, p *paper) {
		for n := range byte(2) {
			p.must(p.PutChallenge(p.ctx, ilbo.TokenDigest{n}, "data", noon.Add(time.Minute)))
		}
		got, err := p.TakeChallenge(p.ctx, ilbo.TokenDigest{0}, noon)
		p.must(err)
		p.same("challenge", got, "data")
		_, err = p.TakeChallenge(p.ctx, ilbo.TokenDigest{0}, noon)
		p.refuses(err, ilbo.NotFound)
		_, err = p.TakeChallenge(p.ctx, ilbo.TokenDigest{1}, noon.Add(time.Minute))
		p.refuses(err, ilbo.NotFound)
	},
}
