package store

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

// allRows are the rows of a paper, read three at a time.
func allRows(t *testing.T, s *Store) (all []ilbo.Row) {
	t.Helper()
	for after := (ilbo.Row{}); ; after = all[len(all)-1] {
		some, err := s.EachRow(t.Context(), after, 3)
		if err != nil {
			t.Fatal(err)
		}
		if len(some) == 0 {
			return all
		}
		all = append(all, some...)
	}
}

// TestRowsGoFromPaperToPaper moves readers and what they are sold, and goes on with
// the numbers that they had.
func TestRowsGoFromPaperToPaper(t *testing.T) {
	onBoth(t, func(t *testing.T, to *Store) {
		ctx := t.Context()
		from, err := Open(ctx, filepath.Join(t.TempDir(), "old.db"), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer from.Close()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		at := time.UnixMilli(1_790_000_000_000).UTC()
		for _, email := range []string{"gone@ilbo.example", "mina@ilbo.example", "jun@ilbo.example", "so@ilbo.example", "yun@ilbo.example"} {
			must(from.PutReader(ctx, &ilbo.Reader{Email: email, Name: "이름 \"x\"", Language: ilbo.Korean, Added: at}))
		}
		must(from.DropReader(ctx, 1))
		must(from.PutReaderPasskey(ctx, ilbo.Passkey{ID: []byte{1, 2, 255}, Reader: 2, Name: "휴대전화", Record: []byte(`{"a":1}`), Added: at, Used: at}))
		must(from.PutReaderPasskey(ctx, ilbo.Passkey{ID: []byte{1, 3}, Reader: 2, Name: "laptop", Record: []byte(`{}`), Added: at}))
		plan := ilbo.Plan{Name: ilbo.Words{ilbo.Korean: "디지털"}, Gives: ilbo.ToStories, Term: ilbo.Term{N: 1, Unit: ilbo.Months}}
		must(from.PutPlan(ctx, &plan))
		u := ilbo.Subscription{Reader: 2, Plan: plan.ID, By: ilbo.ByInvoice, Began: at, PaidUntil: at.AddDate(0, 1, 0), Group: &ilbo.Group{Name: "G", Domains: []string{"ac.kr"}, Seats: []string{"a@b.example"}, Most: 1}}
		must(from.PutSubscription(ctx, &u))
		i := ilbo.Invoice{Subscription: u.ID, Reader: 2, Amount: ilbo.Money{Amount: 9900, Currency: ilbo.Won}, Tax: 900, By: ilbo.ByInvoice, Made: at, Paid: at}
		for range 2 {
			i.ID = 0
			must(from.PutInvoice(ctx, &i))
			must(from.Enter(ctx, i.Issued()))
			must(from.Enter(ctx, i.Settled()))
		}
		v := ilbo.Voucher{Code: sha256.Sum256([]byte("x")), Plan: plan.ID, Terms: 1, Most: 2, Made: at}
		must(from.PutVoucher(ctx, &v))
		_, err = from.UseVoucher(ctx, v.ID, 2, at)
		must(err)
		must(from.PutFeedKey(ctx, ilbo.FeedKey{Token: ilbo.TokenDigest{1, 2}, Reader: 2, Made: at}))
		must(from.Suppress(ctx, "gone@ilbo.example", ilbo.Bounced, at))
		title, err := from.PutNewsletter(ctx, ilbo.Newsletter{Language: ilbo.Korean, Name: ilbo.Words{ilbo.Korean: "아침"}, Front: ilbo.Home, Days: ilbo.Everyday, Hour: 7, Stories: 9, Made: at})
		must(err)
		must(from.PutRecipient(ctx, ilbo.Recipient{Newsletter: title, Address: "mina@ilbo.example", Reader: 2, Zone: "Asia/Seoul", Key: "key", Confirmed: at}))
		m, err := from.Mailing(ctx, title, "2026-11-30")
		must(err)
		_, err = from.ClaimRecipients(ctx, m, "Asia/Seoul", 0, at, at, 1)
		must(err)
		word := ilbo.KeptWord{Learned: ilbo.Korean, Explained: ilbo.English, Headword: "배", Meaning: "ship", Kept: at, Recall: ilbo.Recall{Due: at, Days: 2, Stability: 2.3065000000000002, Difficulty: 5, Reviews: 1, Phase: ilbo.PhaseReview, Reviewed: at}, Undo: &ilbo.Recall{Due: at}, Grade: ilbo.GradeGood, Turn: 1}
		_, err = from.PutKeptWord(ctx, 2, &word)
		must(err)
		secret, err := from.Secret(ctx, "meter")
		must(err)
		_, err = to.Secret(ctx, "meter") // the new paper has one of its own
		must(err)

		moved := allRows(t, from)
		must(to.Together(ctx, func(ctx context.Context) error {
			for _, r := range moved {
				line, err := json.Marshal(r)
				must(err)
				var read ilbo.Row
				must(json.Unmarshal(line, &read))
				if err := to.PutRow(ctx, read); err != nil {
					return err
				}
			}
			return nil
		}))
		if diff := cmp.Diff(moved, allRows(t, to)); diff != "" {
			t.Errorf("what was moved (-from +to):\n%s", diff)
		}
		if again, err := to.ClaimRecipients(ctx, m, "Asia/Seoul", 0, at, at, 1); err != nil || len(again) != 0 {
			t.Errorf("what was sent is sent again: %v, %v", again, err)
		}
		if got, err := to.Secret(ctx, "meter"); err != nil || got != secret {
			t.Errorf("the secret is another: %v", err)
		}
		if got, err := to.KeptWord(ctx, 2, word.ID); err != nil || !cmp.Equal(got, word) {
			t.Errorf("the word is %+v: %v", got, err)
		}
		other := word
		other.Meaning = "pear"
		if added, err := to.PutKeptWord(ctx, 2, &other); err != nil || !added || other.ID != word.ID+1 {
			t.Errorf("the next word is %d: %v", other.ID, err)
		}
		next := ilbo.Reader{Email: "next@ilbo.example", Language: ilbo.Korean, Added: at}
		must(to.PutReader(ctx, &next))
		i.ID = 0
		must(to.PutInvoice(ctx, &i))
		if next.ID != 6 || i.ID != 3 {
			t.Errorf("the next reader is %d and the next invoice %d, not 6 and 3", next.ID, i.ID)
		}
		if another, err := to.PutNewsletter(ctx, ilbo.Newsletter{Language: ilbo.Korean, Name: ilbo.Words{ilbo.Korean: "저녁"}, Days: ilbo.Everyday, Stories: 9, Made: at}); err != nil || another != title+1 {
			t.Errorf("the next newsletter is %d: %v", another, err)
		}
		for name, bad := range map[string]ilbo.Row{
			"of another table": {Table: "staff", Values: map[string]json.RawMessage{"id": []byte("1")}},
			"with a column":    {Table: "plans", Values: map[string]json.RawMessage{"id": []byte("9"), "x); DROP TABLE plans; --": []byte("1")}},
			"of no value":      {Table: "plans", Values: map[string]json.RawMessage{"id": []byte("9"), "plan": []byte("{")}},
		} {
			if err := to.PutRow(ctx, bad); ilbo.KindOf(err) != ilbo.Invalid {
				t.Errorf("a row %s: %v", name, err)
			}
		}
	})
}
