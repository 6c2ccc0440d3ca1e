package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/testpostgres"
)

func openHere(t testing.TB) *Store {
	t.Helper()
	return openThere(t, filepath.Join(t.TempDir(), "paper.db"))
}

func openThere(t testing.TB, address string) *Store {
	t.Helper()
	s, err := Open(context.Background(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// onBoth tests a paper on each database.
func onBoth(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Run("SQLite", func(t *testing.T) { test(t, openHere(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, openThere(t, testpostgres.Database(t))) })
}

func TestMigrationsAreNumberedAndGiveTheirReason(t *testing.T) {
	for _, schema := range []string{"sqlite", "postgres"} {
		steps, err := migrations(migrationFiles, schema)
		if err != nil || len(steps) == 0 {
			t.Fatalf("%d steps for %s (%v)", len(steps), schema, err)
		}
		for _, step := range steps {
			reason := regexp.MustCompile(`^(-- .+\n)+`).FindString(step.text)
			if !strings.HasSuffix(reason, ".\n") {
				t.Errorf("migration %d for %s opens with %q, not with a sentence of reason", step.version, schema, reason)
			}
		}
	}
	if _, err := migrations(fstest.MapFS{"migrations/sqlite/0002_gap.sql": {}}, "sqlite"); err == nil {
		t.Error("a gap in the numbers was accepted")
	}
}

func TestMigrationsArePairs(t *testing.T) {
	names := func(schema string) (names []string) {
		steps, err := migrations(migrationFiles, schema)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range steps {
			names = append(names, fmt.Sprintf("%04d_%s", step.version, step.name))
		}
		return names
	}
	if diff := cmp.Diff(names("sqlite"), names("postgres")); diff != "" {
		t.Errorf("SQLite's steps and PostgreSQL's (-sqlite +postgres):\n%s", diff)
	}
}

// Both databases keep the same tables with the same columns; what an index of
// words is made of is each one's own.
func TestDatabasesHaveTheSameColumns(t *testing.T) {
	columns := map[string][]string{}
	onBoth(t, func(t *testing.T, s *Store) {
		text := `SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'`
		if s.dialect.schema() == "postgres" {
			text = `SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema()`
		}
		all, err := list(t.Context(), s, value[string], text)
		s.must(t, err)
		all = slices.DeleteFunc(all, func(name string) bool {
			return strings.HasPrefix(name, "river_") || strings.HasPrefix(name, "search_words") || strings.HasPrefix(name, "search_furniture") ||
				strings.HasPrefix(name, "sqlite_") || name == "search_entries.words" || name == "search_entries.furniture"
		})
		slices.Sort(all)
		columns[s.dialect.schema()] = all
	})
	if len(columns) < 2 {
		t.Skip("only one database is here")
	}
	if diff := cmp.Diff(columns["sqlite"], columns["postgres"]); diff != "" {
		t.Errorf("columns (-sqlite +postgres):\n%s", diff)
	}
}

func TestMigration(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		d := s.dialect
		steps, err := migrations(migrationFiles, d.schema())
		s.must(t, err)
		count := func() (n int) {
			s.must(t, s.write.QueryRow(`SELECT count(*) FROM migrations`).Scan(&n))
			return n
		}
		t.Run("again does nothing", func(t *testing.T) {
			if err := migrate(t.Context(), d, s.write); err != nil || count() != len(steps) {
				t.Errorf("%d steps (%v), want %d", count(), err, len(steps))
			}
		})
		t.Run("a step that fails leaves nothing of itself or its fellows", func(t *testing.T) {
			bad := append(steps, migration{len(steps) + 1, "good", `CREATE TABLE extra (x INTEGER)`},
				migration{len(steps) + 2, "bad", `CREATE TABLE more (x INTEGER); CREATE TABLE stories (x INTEGER)`})
			if err := migrateTo(t.Context(), d, s.write, bad); err == nil {
				t.Fatal("no error")
			}
			for _, table := range []string{"extra", "more"} {
				if _, err := s.write.Exec(`SELECT x FROM ` + table); err == nil {
					t.Errorf("table %s stands", table)
				}
			}
			if count() != len(steps) {
				t.Errorf("%d steps stand", count())
			}
		})
		t.Run("a database of a newer program is refused with a sentence", func(t *testing.T) {
			more := append(steps, migration{len(steps) + 1, "later", `CREATE TABLE later (x INTEGER)`})
			s.must(t, migrateTo(t.Context(), d, s.write, more))
			err := migrate(t.Context(), d, s.write)
			if say := ilbo.SayOf(err); !strings.Contains(say, "newer version") {
				t.Errorf("got %v", err)
			}
		})
	})
}

func TestProcessesThatOpenAPaperAtOnceMakeItOnce(t *testing.T) {
	for name, address := range map[string]func(*testing.T) string{
		"SQLite":     func(t *testing.T) string { return filepath.Join(t.TempDir(), "paper.db") },
		"PostgreSQL": func(t *testing.T) string { return testpostgres.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			at := address(t)
			var all sync.WaitGroup
			for range 4 {
				all.Go(func() {
					s, err := Open(context.Background(), at, nil)
					if err != nil {
						t.Error(err)
						return
					}
					if err := s.Close(); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
		})
	}
}

// Every list must be a range of an index: a plan that sorts or scans a whole
// table would be slow with a million stories.
func TestListsAreReadFromIndexes(t *testing.T) { onBoth(t, listsAreReadFromIndexes) }

func listsAreReadFromIndexes(t *testing.T, s *Store) {
	now := time.Now()
	s.must(t, s.KeepCounts(t.Context(), time.UTC))
	s.must(t, s.PutStory(t.Context(), &ilbo.Story{Language: "en", Section: "national", Translations: "x"}))
	story := &ilbo.Story{ID: 1, Language: "en", Translations: "x", Topics: []ilbo.TopicID{"a", "b"}}
	all := ilbo.Selection{Language: "en", Section: "national", Topic: "a", Journalist: "b", Films: true, Galleries: true,
		From: now, To: now, Before: ilbo.Cursor{At: now, ID: 3}, Limit: 5}
	for _, ask := range []func() error{
		func() error {
			_, err := s.Teasers(t.Context(), ilbo.Selection{Language: "en", Limit: 5}, now)
			return err
		},
		func() error { _, err := s.Teasers(t.Context(), all, now); return err },
		func() error {
			_, err := s.Teasers(t.Context(), ilbo.Selection{Language: "en", From: now, Oldest: true, Limit: 1}, now)
			return err
		},
		func() error { _, err := s.TeasersByID(t.Context(), []ilbo.StoryID{1}, now); return err },
		func() error { _, err := s.Translations(t.Context(), story, now); return err },
		func() error { _, err := s.Months(t.Context(), "en", "national", time.UTC, now); return err },
		func() error {
			_, err := s.Months(t.Context(), "en", "national", time.FixedZone("KST", 1), now)
			return err
		},
		func() error { _, err := s.Volumes(t.Context(), now); return err },
		func() error { _, _, err := s.Volume(t.Context(), 1, now); return err },
		func() error { _, err := s.TopicNames(t.Context(), []ilbo.TopicID{"a"}); return err },
		func() error { _, err := s.StoryAt(t.Context(), "/x"); return ignore(err, ilbo.NotFound) },
		func() error { _, err := s.Foreign(t.Context(), "x"); return ignore(err, ilbo.NotFound) },
		func() error { _, err := s.Moved(t.Context(), "/x"); return ignore(err, ilbo.NotFound) },
		func() error { _, err := s.Sum(t.Context(), 1); return err },
		func() error { _, err := s.PicturePublic(t.Context(), "x", now); return err },
		func() error { _, err := s.FilmPublic(t.Context(), "x", now); return err },
		func() error { _, err := s.Count(t.Context(), now); return err },
		func() error { _, err := s.EachPicture(t.Context(), "x", 5); return err },
		func() error { _, err := s.EachFilm(t.Context(), "x", 5); return err },
		func() error { _, err := s.EachRedirect(t.Context(), "/x", 5); return err },
		func() error { _, err := s.EachReads(t.Context(), ilbo.Reads{Hour: now, Story: 3}, 5); return err },
		func() error { _, err := s.EachStory(t.Context(), 3, 5); return err },
		func() error { _, err := s.Completions(t.Context(), ilbo.Korean, "^qn", 5); return err },
		func() error { _, err := s.CompletionsOfInitials(t.Context(), ilbo.Korean, "qg", 5); return err },
		func() error { _, err := s.Spelled(t.Context(), ilbo.Korean, "^qnrgks", 1); return err },
		func() error { _, err := s.DraftsByID(t.Context(), []ilbo.StoryID{1}); return err },
		func() error { _, err := s.LocksOn(t.Context(), []ilbo.StoryID{1}, now); return err },
		func() error { _, err := s.LastHandOvers(t.Context(), []ilbo.StoryID{1}); return err },
		func() error { _, err := s.RecentHandOvers(t.Context(), 5); return err },
		func() error { _, err := s.Views(t.Context(), 1); return err },
	} {
		s.must(t, ask())
	}
	for _, state := range append(ilbo.States(), "") {
		for _, open := range []bool{false, true} {
			for _, q := range []ilbo.DraftQuery{{}, {Writer: "han"}, {Section: "national", Language: "ko", Words: "x", Since: now, After: ilbo.Cursor{At: now, ID: 3}}} {
				q.State, q.Open, q.Limit = state, open, 5
				_, err := s.Drafts(t.Context(), q, now)
				s.must(t, err)
				_, err = s.CountDrafts(t.Context(), q, 5, now)
				s.must(t, err)
			}
		}
	}
	for _, basket := range ilbo.Baskets() {
		_, err := s.Drafts(t.Context(), ilbo.DraftQuery{Basket: basket, Limit: 5, After: ilbo.Cursor{At: now, ID: 3}}, now)
		s.must(t, err)
	}
	plans := 0
	s.prepared.Range(func(text, _ any) bool {
		plans++
		for _, step := range s.plan(t, text.(string)) {
			if slow.MatchString(step) && !strings.Contains(step, "CONSTANT ROW") && !whole.MatchString(step) {
				t.Errorf("%s\nis read by: %s", text, step)
			}
		}
		return true
	})
	if plans < 16 {
		t.Errorf("only %d plans were looked at", plans)
	}
}

func ignore(err error, kind ilbo.Kind) error {
	if errors.Is(err, kind) {
		return nil
	}
	return err
}

func (s *Store) must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// slow is what neither database's plan of a list may say.
var slow = regexp.MustCompile(`TEMP B-TREE|^SCAN|Seq Scan|\bSort\b`)

// whole is a list of all that an index has, in its order up to a limit.
var whole = regexp.MustCompile(`^SCAN d USING (COVERING )?INDEX drafts_(changed|unsettled)$|^SCAN few$`)

func (s *Store) plan(t *testing.T, text string) (steps []string) {
	t.Helper()
	if s.dialect.schema() == "postgres" {
		return s.postgresPlan(t, text)
	}
	args := make([]any, strings.Count(text, "?"))
	rows, err := s.read.Query(`EXPLAIN QUERY PLAN `+text, args...)
	s.must(t, err)
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var step string
		s.must(t, rows.Scan(&id, &parent, &unused, &step))
		steps = append(steps, step)
	}
	return steps
}

// postgresPlan is the plan for any values of a table that is not small: small
// ones PostgreSQL reads from end to end whatever their indexes.
func (s *Store) postgresPlan(t *testing.T, text string) (steps []string) {
	t.Helper()
	conn, err := s.read.Conn(t.Context())
	s.must(t, err)
	defer conn.Close()
	for _, set := range []string{`SET plan_cache_mode = force_generic_plan`, `SET enable_seqscan = off`, `SET enable_sort = off`,
		`PREPARE planned AS ` + s.dialect.bind(text)} {
		_, err := conn.ExecContext(t.Context(), set)
		s.must(t, err)
	}
	call := `EXPLAIN EXECUTE planned`
	if n := strings.Count(text, "?"); n > 0 {
		call += `(` + strings.TrimSuffix(strings.Repeat(`NULL, `, n), `, `) + `)`
	}
	rows, err := conn.QueryContext(t.Context(), call)
	s.must(t, err)
	for rows.Next() {
		var step string
		s.must(t, rows.Scan(&step))
		steps = append(steps, step)
	}
	s.must(t, rows.Close())
	_, err = conn.ExecContext(t.Context(), `DEALLOCATE planned`)
	s.must(t, err)
	return steps
}

// faultOn makes every statement of a kind on a table fail until it is undone.
func (s *Store) faultOn(t *testing.T, verb, table string) (undo func()) {
	t.Helper()
	texts := []string{fmt.Sprintf(`CREATE TRIGGER fault BEFORE %s ON %s BEGIN SELECT RAISE(ABORT, 'fault'); END`, verb, table)}
	drop := `DROP TRIGGER fault`
	if s.dialect.schema() == "postgres" {
		texts = []string{
			`CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'fault'; END $$`,
			fmt.Sprintf(`CREATE TRIGGER fault BEFORE %s ON %s FOR EACH ROW EXECUTE FUNCTION fault()`, verb, table),
		}
		drop += ` ON ` + table
	}
	for _, text := range texts {
		_, err := s.write.Exec(text)
		s.must(t, err)
	}
	return func() {
		_, err := s.write.Exec(drop)
		s.must(t, err)
	}
}

// Whichever statement of a change fails, nothing of the change is left.
func TestChangeIsWholeWhicheverStatementFails(t *testing.T) {
	onBoth(t, changeIsWholeWhicheverStatementFails)
}

func changeIsWholeWhicheverStatementFails(t *testing.T, s *Store) {
	before := faulty()
	s.must(t, s.KeepCounts(t.Context(), time.UTC))
	s.must(t, s.PutStory(t.Context(), before, ilbo.Event{Verb: ilbo.Published}))
	jobs, err := s.Pending(t.Context())
	s.must(t, err)
	for _, table := range []string{"stories", "bodies", "records", "corrections", "listings", "story_pictures", "story_films", "months", "volumes", "releases", "river_job"} {
		for _, verb := range []string{"INSERT", "UPDATE", "DELETE"} {
			t.Run(verb+" "+table, func(t *testing.T) {
				undo := s.faultOn(t, verb, table)
				after := faulty()
				after.ID, after.Headline, after.Section, after.Hold, after.Corrections[0].Text = before.ID, "After", "business", nil, "Other."
				after.Kill = &ilbo.Kill{By: "kim", At: before.Published}
				after.Body = after.Body[1:]
				fails := s.PutStory(t.Context(), after, ilbo.Event{Verb: ilbo.Updated})
				undo()
				if fails == nil { // the change has no such statement
					s.must(t, s.PutStory(t.Context(), before))
					_, err := s.write.Exec(`DELETE FROM river_job WHERE id > (SELECT min(id) + 1 FROM river_job)`)
					s.must(t, err)
					return
				}
				got, err := s.Story(t.Context(), before.ID)
				s.must(t, err)
				if got.Headline != before.Headline || got.Hold == nil || got.Corrections[0].Text != before.Corrections[0].Text || len(got.Body) != len(before.Body) {
					t.Errorf("half a change stands: %+v", got)
				}
				if n, err := s.Pending(t.Context()); err != nil || n != jobs {
					t.Errorf("%d jobs (%v), want %d", n, err, jobs)
				}
			})
		}
	}
}

func faulty() *ilbo.Story {
	at := time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)
	return &ilbo.Story{Language: "en", Section: "national", Headline: "Before", Path: "/before", Published: at,
		Hold:        &ilbo.Hold{By: "lee", At: at},
		Corrections: []ilbo.Correction{{Kind: ilbo.Clarification, By: "lee", At: at, Text: "A."}},
		Body: ilbo.Body{
			{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "f", Poster: ilbo.Figure{Picture: "p"}}},
			{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "q"}}},
		}}
}

func TestWriterThatStaysBusyIsTold(t *testing.T) {
	s := openHere(t)
	var path string
	s.must(t, s.read.QueryRow(`SELECT file FROM pragma_database_list`).Scan(&path))
	other, err := connect(path, "busy_timeout(0)")
	s.must(t, err)
	defer other.Close()
	tx, err := s.write.Begin()
	s.must(t, err)
	defer tx.Rollback()
	_, err = other.Exec(`INSERT INTO reads (hour, story, n) VALUES (0, 0, 0)`)
	if err := s.failure(err); !errors.Is(err, ilbo.Busy) {
		t.Errorf("got %v, want that it is busy", err)
	}
	if _, err := s.read.Exec(`DELETE FROM reads`); err == nil {
		t.Error("a reader could write")
	}
	if err := s.failure(sql.ErrNoRows); err != sql.ErrNoRows {
		t.Errorf("another error was changed: %v", err)
	}
}

// What a part has written cannot be taken back alone where there is no savepoint.
func TestAWholeTransactionFailsWithAPartThatWrote(t *testing.T) {
	s := openHere(t)
	given := &ilbo.Error{Kind: ilbo.Conflict, Say: "given up"}
	for name, write := range map[string]func(ctx context.Context) error{
		"a row": func(ctx context.Context) error { return s.PutStory(ctx, faulty()) },
		"a job": func(ctx context.Context) error { return s.EndAtProvider(ctx, "ref") },
	} {
		err := s.Whole(t.Context(), func(ctx context.Context) error {
			err := s.Together(ctx, func(ctx context.Context) error { return errors.Join(write(ctx), given) })
			if !errors.Is(err, given) {
				t.Errorf("%s: got %v, want the error of the part", name, err)
			}
			if err := s.PutStory(ctx, faulty()); !errors.Is(err, given) {
				t.Errorf("%s: the next call gave %v, want the same error", name, err)
			}
			return nil
		})
		if !errors.Is(err, given) {
			t.Errorf("%s: got %v, want the error of the part", name, err)
		}
		if n, err := s.Pending(t.Context()); err != nil || n != 0 {
			t.Errorf("%s: %d jobs are pending (%v), want none", name, n, err)
		}
		if _, err := s.StoryAt(t.Context(), faulty().Path); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("%s: got %v, want that the story is not stored", name, err)
		}
	}
}

func TestWorkDoesAgainWhatADeadProcessWasAt(t *testing.T) {
	onBoth(t, workDoesAgainWhatADeadProcessWasAt)
}

func workDoesAgainWhatADeadProcessWasAt(t *testing.T, s *Store) {
	s.must(t, s.PutStory(t.Context(), faulty(), ilbo.Event{Verb: ilbo.Published}))
	d := s.dialect
	_, err := s.write.Exec(d.bind(`UPDATE river_job SET state = 'running', attempt = 1, attempted_at = ?`), d.jobTime(time.Now()))
	s.must(t, err)
	if d.shared() {
		_, err := s.write.Exec(d.bind(`UPDATE river_job SET attempted_by = ARRAY['elsewhere_1', ?]`), deadNode(t))
		s.must(t, err)
	}
	_, err = s.write.Exec(d.bind(`INSERT INTO river_leader (elected_at, expires_at, leader_id, name) VALUES (?, ?, ?, 'default')`),
		d.jobTime(time.Now()), d.jobTime(time.Now().Add(time.Hour)), host()+"dead")
	s.must(t, err)
	done := make(chan bool, 10)
	stop, err := s.Work(t.Context(), Followers{
		Index: func(context.Context, []ilbo.StoryID) error { done <- true; return nil },
		Stale: func(context.Context, ilbo.Event) error { done <- true; return nil },
	})
	s.must(t, err)
	for range 2 {
		select {
		case <-done:
		case <-time.After(30 * time.Second):
			t.Fatal("a job of the dead process was not done again")
		}
	}
	s.must(t, stop(context.Background()))
	var leads string
	if err := s.write.QueryRow(`SELECT leader_id FROM river_leader`).Scan(&leads); err == nil && leads == host()+"dead" {
		t.Error("the dead process leads still")
	}
}

// River looks for waiting jobs each five seconds: one that is due before must
// not wait for that.
func TestJobOfTheNextSecondsIsReadyToBeFetched(t *testing.T) {
	onBoth(t, jobOfTheNextSecondsIsReadyToBeFetched)
}

func jobOfTheNextSecondsIsReadyToBeFetched(t *testing.T, s *Store) {
	for after, want := range map[time.Duration]string{2 * time.Second: "available", time.Hour: "scheduled"} {
		story := &ilbo.Story{Language: "en"}
		s.must(t, s.PutStory(t.Context(), story, ilbo.Event{Verb: ilbo.Released, At: time.Now().Add(after)}))
		var got string
		err := s.read.QueryRow(`SELECT state FROM river_job WHERE kind = 'index-stories' ORDER BY id DESC LIMIT 1`).Scan(&got)
		if err != nil || got != want {
			t.Errorf("a job in %v is %s (%v), want %s", after, got, err, want)
		}
	}
}

// River takes the end of a watch's time for nothing, and any other error for a
// broken connection, after which it waits ever longer.
func TestWatcherEndsWithItsContextAlone(t *testing.T) {
	s := openHere(t)
	w := &watcher{read: s.read}
	if err := w.Connect(context.Background()); err != nil {
		t.Fatal(err)
	}
	defer w.Close(context.Background())
	for i := range 300 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(i)*20*time.Microsecond)
		if i%3 == 0 {
			if err := s.PutTopics(context.Background(), []ilbo.Topic{{ID: "a-topic"}}); err != nil {
				t.Fatal(err)
			}
		}
		_, err := w.WaitForNotification(ctx)
		cancel()
		if err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("try %d: got %v, want the end of the context", i, err)
		}
	}
}
