package storetest

import (
	"errors"
	"testing"
	"time"

	"ilbo.press"
)

// newsletter makes one with recipients in Seoul.
func (p *paper) newsletter(addresses ...string) (n ilbo.Newsletter) {
	p.t.Helper()
	n = ilbo.Newsletter{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "The Morning"}, About: ilbo.Words{ilbo.English: "Each day"}, Front: ilbo.Home, Days: ilbo.Everyday, Hour: 7, Stories: 9, By: "pat", Made: at(0)}
	var err error
	n.ID, err = p.PutNewsletter(p.ctx, n)
	p.must(err)
	for _, a := range addresses {
		p.must(p.PutRecipient(p.ctx, ilbo.Recipient{Newsletter: n.ID, Address: a, Zone: "Asia/Seoul", Key: "key of " + a, Confirmed: at(0)}))
	}
	return n
}

func at(d time.Duration) time.Time { return time.UnixMilli(1_800_000_000_000).UTC().Add(d) }

// claim takes some recipients of a mailing, and gives their addresses.
func (p *paper) claim(m ilbo.Mailing, after ilbo.RecipientID, limit int) (addresses []string) {
	p.t.Helper()
	some, err := p.ClaimRecipients(p.ctx, m, "Asia/Seoul", after, at(0), at(time.Hour), limit)
	p.must(err)
	for _, r := range some {
		addresses = append(addresses, r.Address)
	}
	return addresses
}

var mailings = map[string]func(*testing.T, *paper){
	"a newsletter comes back as it was made and changed": func(t *testing.T, p *paper) {
		n := p.newsletter()
		got, err := p.Newsletter(p.ctx, n.ID)
		p.must(err)
		p.same("made", got, n)
		n.Name, n.Front, n.Journalist, n.Ended = ilbo.Words{ilbo.English: "The Week", ilbo.Korean: "한 주"}, "", "kim", at(time.Hour)
		_, err = p.PutNewsletter(p.ctx, n)
		p.must(err)
		all, err := p.Newsletters(p.ctx)
		p.must(err)
		p.same("changed", all, []ilbo.Newsletter{n})
		if _, err := p.Newsletter(p.ctx, n.ID+1); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("an unknown one: %v", err)
		}
	},
	"a recipient is claimed once": func(t *testing.T, p *paper) {
		n := p.newsletter("a@x.org", "b@x.org", "c@x.org", "gone@x.org", "ended@x.org")
		p.must(p.Suppress(p.ctx, "gone@x.org", ilbo.Bounced, at(0)))
		r, err := p.RecipientByKey(p.ctx, "key of ended@x.org")
		p.must(err)
		p.must(p.EndRecipient(p.ctx, r.ID, at(0)))
		count, err := p.Taking(p.ctx, n.ID)
		p.must(err)
		p.same("taking", count, 3)
		m, err := p.Mailing(p.ctx, n.ID, "2026-11-30")
		p.must(err)
		again, err := p.Mailing(p.ctx, n.ID, "2026-11-30")
		p.must(err)
		p.same("the day's mailing", again, m)
		p.same("first", p.claim(m, 0, 2), []string{"a@x.org", "b@x.org"})
		p.same("then", p.claim(m, 0, 9), []string{"c@x.org"})
		p.same("at last", p.claim(m, 0, 9), []string(nil))
	},
	"what became of letters is counted, and those for later are claimed again": func(t *testing.T, p *paper) {
		n := p.newsletter("a@x.org", "b@x.org", "c@x.org")
		m, err := p.Mailing(p.ctx, n.ID, "2026-11-30")
		p.must(err)
		some, err := p.ClaimRecipients(p.ctx, m, "Asia/Seoul", 0, at(0), at(0), 9)
		p.must(err)
		p.must(p.EndDeliveries(p.ctx, m.ID, []ilbo.Delivery{{Recipient: some[0].ID, State: ilbo.Sent}, {Recipient: some[1].ID, State: ilbo.Later, Again: at(time.Minute), Reply: "busy"}}))
		p.must(p.EndRecipient(p.ctx, some[0].ID, at(time.Hour)))
		all, err := p.Mailings(p.ctx, n.ID, 5)
		p.must(err)
		p.same("counts", all[0].Counts, ilbo.MailingCounts{Sent: 1, Waiting: 1, Unsure: 1, Ended: 1})
		early, err := p.ClaimAgain(p.ctx, m, at(0), 9)
		p.must(err)
		p.same("too early", len(early), 0)
		later, err := p.ClaimAgain(p.ctx, m, at(time.Minute), 9)
		p.must(err)
		p.same("later", later, some[1:2])
		later, err = p.ClaimAgain(p.ctx, m, at(time.Minute), 9)
		p.must(err)
		p.same("once", len(later), 0)
		if err := p.WriteMailing(p.ctx, m); !errors.Is(err, ilbo.Conflict) {
			t.Errorf("writing to letters that went out: %v", err)
		}
	},
	"a mailing is written to before its letters go out": func(t *testing.T, p *paper) {
		n := p.newsletter()
		want := ilbo.Mailing{Newsletter: n.ID, Day: "2026-11-30", Subject: "S", Note: "N", Stories: []ilbo.StoryID{3, 1}, By: "pat"}
		p.must(p.WriteMailing(p.ctx, want))
		got, err := p.Mailing(p.ctx, n.ID, "2026-11-30")
		p.must(err)
		want.ID, want.Revision = got.ID, 1
		p.same("mailing", got, want)
	},
	"a mailing's body is written upon the newest, and its pictures are public": func(t *testing.T, p *paper) {
		picture := ilbo.Picture{ID: "0123456789abcdef0123456789abcdef", Type: "image/jpeg", Width: 800, Height: 600, Added: noon}
		p.must(p.PutPicture(p.ctx, picture))
		public := func(want bool) {
			t.Helper()
			got, err := p.PicturePublic(p.ctx, picture.ID, noon)
			p.must(err)
			p.same("public", got, want)
		}
		n := p.newsletter()
		m := ilbo.Mailing{Newsletter: n.ID, Day: "2026-11-30", By: "pat", Body: ilbo.Body{
			{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "Good "}, {Text: "morning", Strong: true}}},
			{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: picture.ID, Width: 800, Height: 600, Alt: "A harbour"}}},
			{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "lost"}}},
		}}
		public(false)
		p.must(p.WriteMailing(p.ctx, m))
		public(true)
		p.refuses(p.WriteMailing(p.ctx, m), ilbo.Conflict) // upon nothing, where there is something
		got, err := p.MailingOn(p.ctx, n.ID, m.Day)
		p.must(err)
		m.ID, m.Revision = got.ID, 1
		p.same("mailing", got, m)
		m.Body = m.Body[:1]
		p.must(p.WriteMailing(p.ctx, m))
		public(false)
		p.refuses(p.WriteMailing(p.ctx, m), ilbo.Conflict)
	},
	"a mailing is begun once, and nobody is claimed for one that was stopped": func(t *testing.T, p *paper) {
		n := p.newsletter("a@x.org", "b@x.org", "c@x.org")
		begun := ilbo.Mailing{Newsletter: n.ID, Day: "2026-11-30", By: "pat", Begun: at(time.Hour)}
		p.must(p.WriteMailing(p.ctx, begun))
		if err := p.WriteMailing(p.ctx, begun); !errors.Is(err, ilbo.Conflict) {
			t.Errorf("beginning it again: %v", err)
		}
		m, err := p.Mailing(p.ctx, n.ID, "2026-11-30")
		p.must(err)
		begun.ID, begun.Revision = m.ID, 1
		p.same("begun", m, begun)
		on, err := p.MailingOn(p.ctx, n.ID, "2026-11-30")
		p.must(err)
		p.same("of its day", on, begun)
		if _, err := p.MailingOn(p.ctx, n.ID, "2026-12-01"); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("one that nobody made: %v", err)
		}
		for after, want := range map[time.Duration][]ilbo.Mailing{0: {begun}, time.Hour: nil} {
			under, err := p.BegunMailings(p.ctx, n.ID, at(after))
			p.must(err)
			p.same("under way", under, want)
		}
		some, err := p.ClaimRecipients(p.ctx, m, "Asia/Seoul", 0, at(0), at(0), 1)
		p.must(err)
		p.must(p.EndDeliveries(p.ctx, m.ID, []ilbo.Delivery{{Recipient: some[0].ID, State: ilbo.Later, Again: at(0)}}))
		p.must(p.StopMailing(p.ctx, n.ID, m.Day, at(2*time.Hour)))
		p.must(p.StopMailing(p.ctx, n.ID, m.Day, at(3*time.Hour)))
		p.same("claimed", p.claim(m, 0, 9), []string(nil))
		again, err := p.ClaimAgain(p.ctx, m, at(time.Hour), 9)
		p.must(err)
		p.same("claimed again", len(again), 0)
		under, err := p.BegunMailings(p.ctx, n.ID, at(0))
		p.must(err)
		p.same("under way after it was stopped", len(under), 0)
		all, err := p.Mailings(p.ctx, n.ID, 5)
		p.must(err)
		p.same("stopped", all[0].Stopped, at(2*time.Hour))
	},
	"an address that takes a newsletter again keeps its key": func(t *testing.T, p *paper) {
		n := p.newsletter("a@x.org")
		r, err := p.RecipientByKey(p.ctx, "key of a@x.org")
		p.must(err)
		p.must(p.EndRecipient(p.ctx, r.ID, at(time.Hour)))
		p.must(p.PutRecipient(p.ctx, ilbo.Recipient{Newsletter: n.ID, Address: "a@x.org", Reader: 7, Zone: "Asia/Tokyo", Key: "another", Confirmed: at(2 * time.Hour)}))
		got, err := p.RecipientsAt(p.ctx, "a@x.org")
		p.must(err)
		r.Reader, r.Zone, r.Confirmed = 7, "Asia/Tokyo", at(2*time.Hour)
		p.same("recipient", got, []ilbo.Recipient{r})
		zones, err := p.RecipientZones(p.ctx, n.ID)
		p.must(err)
		p.same("zones", zones, []string{"Asia/Tokyo"})
		count, err := p.Taking(p.ctx, n.ID)
		p.must(err)
		p.same("taking", count, 1)
	},
	"a confirmation waits until it runs out": func(t *testing.T, p *paper) {
		c := ilbo.Confirmation{Token: ilbo.TokenDigest{1}, Address: "a@x.org", Newsletters: []ilbo.NewsletterID{1, 2}, Zone: "Asia/Seoul", Until: at(time.Hour)}
		p.must(p.PutConfirmation(p.ctx, c))
		got, err := p.Confirmation(p.ctx, c.Token)
		p.must(err)
		p.same("confirmation", got, c)
		p.must(p.SweepConfirmations(p.ctx, at(time.Hour)))
		if _, err := p.Confirmation(p.ctx, c.Token); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("one that ran out: %v", err)
		}
	},
	"a recipient is forgotten, with what was sent": func(t *testing.T, p *paper) {
		n := p.newsletter("a@x.org")
		m, err := p.Mailing(p.ctx, n.ID, "2026-11-30")
		p.must(err)
		p.claim(m, 0, 9)
		p.must(p.ForgetRecipient(p.ctx, "a@x.org"))
		got, err := p.RecipientsAt(p.ctx, "a@x.org")
		p.must(err)
		p.same("what is left", len(got), 0)
	},
	"what is sent to an address moves to another, with its key": func(t *testing.T, p *paper) {
		morning, week := p.newsletter("old@x.org"), p.newsletter()
		for address, key := range map[string]string{"old@x.org": "old", "new@x.org": "new"} {
			p.must(p.PutRecipient(p.ctx, ilbo.Recipient{Newsletter: week.ID, Address: address, Zone: "Asia/Seoul", Key: key, Confirmed: at(0)}))
		}
		p.must(p.Suppress(p.ctx, "new@x.org", ilbo.Bounced, at(0)))
		p.must(p.MoveRecipients(p.ctx, "old@x.org", "new@x.org", "Asia/Tokyo", at(time.Hour)))
		r, err := p.RecipientByKey(p.ctx, "key of old@x.org")
		p.must(err)
		p.same("moved", []string{r.Address, r.Zone}, []string{"new@x.org", "Asia/Tokyo"})
		r, err = p.RecipientByKey(p.ctx, "old")
		p.must(err)
		p.same("ended", r.Ended, at(time.Hour))
		r, err = p.RecipientByKey(p.ctx, "new")
		p.must(err)
		p.same("went on", r.Ended.IsZero() && r.Zone == "Asia/Tokyo", true)
		m, err := p.Mailing(p.ctx, morning.ID, "2026-11-30")
		p.must(err)
		some, err := p.ClaimRecipients(p.ctx, m, "Asia/Tokyo", 0, at(0), at(0), 9)
		p.must(err)
		p.same("claimed where the new address gets no letters", len(some), 0)
		p.must(p.MoveRecipients(p.ctx, "new@x.org", "new@x.org", "Europe/Berlin", at(time.Hour)))
		all, err := p.RecipientsAt(p.ctx, "new@x.org")
		p.must(err)
		p.same("zones", []string{all[0].Zone, all[1].Zone}, []string{"Europe/Berlin", "Europe/Berlin"})
		p.same("nothing ended by a zone", all[0].Ended.IsZero() && all[1].Ended.IsZero(), true)
	},
	"a letter that came back is counted once": func(t *testing.T, p *paper) {
		n := p.newsletter("a@x.org", "b@x.org")
		var some []ilbo.Recipient
		for _, day := range []string{"2026-11-29", "2026-11-30"} {
			m, err := p.Mailing(p.ctx, n.ID, day)
			p.must(err)
			some, err = p.ClaimRecipients(p.ctx, m, "Asia/Seoul", 0, at(0), at(0), 9)
			p.must(err)
			p.must(p.EndDeliveries(p.ctx, m.ID, []ilbo.Delivery{{Recipient: some[0].ID, State: ilbo.Sent}, {Recipient: some[1].ID, State: ilbo.Sent}}))
		}
		p.must(p.ReturnDelivery(p.ctx, some[0].ID, "550 5.1.1"))
		p.must(p.ReturnDelivery(p.ctx, some[0].ID, "550 5.1.1"))
		all, err := p.Mailings(p.ctx, n.ID, 5)
		p.must(err)
		p.same("counts", []ilbo.MailingCounts{all[0].Counts, all[1].Counts}, []ilbo.MailingCounts{{Sent: 1, Returned: 1}, {Sent: 2}})
	},
	"a complaint is taken back and a bounce is not": func(t *testing.T, p *paper) {
		p.must(p.Suppress(p.ctx, "a@x.org", ilbo.Complained, at(0)))
		p.must(p.Suppress(p.ctx, "b@x.org", ilbo.Bounced, at(0)))
		for address, want := range map[string]ilbo.Suppression{"a@x.org": "", "b@x.org": ilbo.Bounced} {
			p.must(p.Permit(p.ctx, address))
			got, err := p.Suppressed(p.ctx, address)
			p.must(err)
			p.same(address, got, want)
		}
	},
}
