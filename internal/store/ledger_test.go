package store

import (
	"testing"
	"time"

	"ilbo.press"
)

// TestLedgerIsNotChanged tries what somebody might at the database itself.
func TestLedgerIsNotChanged(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		i := ilbo.Invoice{ID: 1, Amount: ilbo.Money{Amount: 9900, Currency: ilbo.Won}, Tax: 900, Made: time.Unix(1_000_000, 0)}
		if err := s.Enter(t.Context(), i.Issued()); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{`UPDATE ledger SET at = 0`, `DELETE FROM ledger`, `UPDATE postings SET amount = 1`, `DELETE FROM postings`} {
			if _, err := s.write.Exec(text); err == nil {
				t.Errorf("the database lets this be done: %s", text)
			}
		}
		if _, err := s.write.Exec(`INSERT INTO postings (entry, account, amount) VALUES (1, 'pocket', 5)`); err != nil {
			t.Fatal(err)
		}
		wrong, err := s.Unbalanced(t.Context())
		if err != nil || len(wrong) != 1 || wrong[0] != "issued 1" {
			t.Errorf("what does not balance is not told: %q, %v", wrong, err)
		}
	})
}
