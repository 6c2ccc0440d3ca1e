package store

import (
	"testing"
	"time"

	"ilbo.press"
)

// What is done to the log behind the program's back is refused by the database,
// or else seen.
func TestAuditLogIsNotChangedUnseen(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for i := range 5 {
			if err := s.Audit(t.Context(), ilbo.AuditEntry{At: time.Unix(int64(i), 0), Who: "asha", Deed: ilbo.DeedHold, On: "story:1"}); err != nil {
				t.Fatal(err)
			}
		}
		for _, text := range []string{`UPDATE audit SET who = 'rahim' WHERE number = 3`, `DELETE FROM audit WHERE number = 5`, `DELETE FROM audit`} {
			if _, err := s.write.Exec(text); err == nil {
				t.Errorf("the database does it: %s", text)
			}
		}
		disarm := []string{`DROP TRIGGER audit_stays`, `DROP TRIGGER audit_keeps`}
		if s.dialect.shared() {
			disarm = []string{`DROP TRIGGER audit_stays ON audit`, `DROP TRIGGER audit_keeps ON audit`}
		}
		for _, text := range disarm {
			if _, err := s.write.Exec(text); err != nil {
				t.Fatal(err)
			}
		}
		for _, test := range []struct {
			do, undo string
			wrong    int64
		}{
			{`UPDATE audit SET who = 'rahim' WHERE number = 3`, `UPDATE audit SET who = 'asha' WHERE number = 3`, 3},
			{`UPDATE audit SET at = at + 1 WHERE number = 1`, `UPDATE audit SET at = at - 1 WHERE number = 1`, 1},
			{`UPDATE audit SET number = 6 WHERE number = 5`, `UPDATE audit SET number = 5 WHERE number = 6`, 5},
			{`UPDATE audit_end SET number = 6`, `UPDATE audit_end SET number = 5`, 6},
			{`DELETE FROM audit WHERE number = 5`, ``, 5},
		} {
			if _, err := s.write.Exec(test.do); err != nil {
				t.Fatal(err)
			}
			if _, wrong, err := s.CheckAudit(t.Context()); err != nil || wrong != test.wrong {
				t.Errorf("after %s: line %d is wrong (%v), want %d", test.do, wrong, err, test.wrong)
			}
			if test.undo == "" {
				continue
			}
			if _, err := s.write.Exec(test.undo); err != nil {
				t.Fatal(err)
			}
		}
	})
}
