package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/testpostgres"
)

// A node is one of several processes that serve a paper.
type node struct {
	*Store
	t *testing.T

	mu      sync.Mutex
	stale   map[ilbo.Key]int
	indexed map[ilbo.StoryID]int
}

// nodes opens a paper on a server several times, and lets each work.
func nodes(t *testing.T, n int) []*node {
	t.Helper()
	address := testpostgres.Database(t)
	var all []*node
	for range n {
		all = append(all, startNode(t, address, nil))
	}
	return all
}

func startNode(t *testing.T, address string, index func(ids []ilbo.StoryID)) *node {
	t.Helper()
	n := &node{Store: openThere(t, address), t: t, stale: map[ilbo.Key]int{}, indexed: map[ilbo.StoryID]int{}}
	stop, err := n.Work(t.Context(), Followers{
		Index: func(_ context.Context, ids []ilbo.StoryID) error {
			if index != nil {
				index(ids)
			}
			n.mu.Lock()
			defer n.mu.Unlock()
			for _, id := range ids {
				n.indexed[id]++
			}
			return nil
		},
		Stale: func(_ context.Context, e ilbo.Event) error {
			n.mu.Lock()
			defer n.mu.Unlock()
			for _, k := range e.Keys {
				n.stale[k]++
			}
			return nil
		},
	})
	n.must(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := stop(ctx); err != nil {
			t.Errorf("stopping a node: %v", err)
		}
	})
	return n
}

// heard reports how often the node was told of a key.
func (n *node) heard(k ilbo.Key) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.stale[k]
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within half a minute", what)
		}
	}
}

func storyAt(n int) *ilbo.Story {
	return &ilbo.Story{Language: "en", Section: "national", Headline: "One", Slug: "one", Path: ilbo.Path(fmt.Sprintf("/national/%d", n)), Published: indexedAt}
}

// TestEveryNodeHearsOfEveryChange changes stories at three nodes at once: each
// hears of each change once, and each story is indexed at one of them.
func TestEveryNodeHearsOfEveryChange(t *testing.T) {
	all := nodes(t, 3)
	const each = 60
	var mu sync.Mutex
	var ids []ilbo.StoryID
	var wg sync.WaitGroup
	for i, n := range all {
		wg.Go(func() {
			for j := range each {
				s := storyAt(i*each + j)
				if err := n.PutStory(t.Context(), s, ilbo.Event{Verb: ilbo.Published}); err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				ids = append(ids, s.ID)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for _, n := range all {
		eventually(t, "a node hears of all", func() bool {
			return !slices.ContainsFunc(ids, func(id ilbo.StoryID) bool { return n.heard(ilbo.KeyStory(id)) == 0 })
		})
	}
	eventually(t, "all is done", func() bool {
		left, err := all[0].Pending(t.Context())
		return err == nil && left == 0
	})
	time.Sleep(3 * lookEvery) // what is told twice would be told by now
	indexed := map[ilbo.StoryID]int{}
	for i, n := range all {
		n.mu.Lock()
		for id, times := range n.indexed {
			indexed[id] += times
		}
		for _, id := range ids {
			if times := n.stale[ilbo.KeyStory(id)]; times != 1 {
				t.Errorf("node %d heard %d times of story %d", i, times, id)
			}
		}
		n.mu.Unlock()
	}
	want := map[ilbo.StoryID]int{}
	for _, id := range ids {
		want[id] = 1
	}
	if diff := cmp.Diff(want, indexed); diff != "" {
		t.Errorf("how often each story was indexed (-want +got):\n%s", diff)
	}
}

// TestEveryNodeHearsAtTheMoment waits for a moment that was set before one of
// the nodes was started.
func TestEveryNodeHearsAtTheMoment(t *testing.T) {
	address := testpostgres.Database(t)
	first := startNode(t, address, nil)
	s := storyAt(1)
	due := time.Now().Add(2 * time.Second)
	first.must(t, first.PutStory(t.Context(), s, ilbo.Event{Verb: ilbo.Released, At: due}))
	second := startNode(t, address, nil)
	for i, n := range []*node{first, second} {
		eventually(t, "a node hears", func() bool { return n.heard(ilbo.KeyStory(s.ID)) > 0 })
		if now := time.Now(); now.Before(due) {
			t.Errorf("node %d heard %v before the moment", i, due.Sub(now))
		}
	}
}

// TestANodeThatFailedHearsAgain lets the pages of one node fail at first.
func TestANodeThatFailedHearsAgain(t *testing.T) {
	s := openThere(t, testpostgres.Database(t))
	fails := 2
	heard := map[ilbo.Key]int{}
	l, err := s.watchNodes(t.Context(), func(_ context.Context, e ilbo.Event) error {
		if fails > 0 {
			fails--
			return fmt.Errorf("not today")
		}
		for _, k := range e.Keys {
			heard[k]++
		}
		return nil
	})
	s.must(t, err)
	s.must(t, s.Touch(t.Context(), "one"))
	s.must(t, s.Touch(t.Context(), "two"))
	for range 5 {
		l.look(t.Context())
	}
	if diff := cmp.Diff(map[ilbo.Key]int{"one": 1, "two": 1}, heard); diff != "" {
		t.Errorf("heard (-want +got):\n%s", diff)
	}
	l.asked = time.Now().Add(-longest - time.Second)
	s.must(t, l.look(t.Context()))
	if heard[ilbo.KeyFurniture] != 1 {
		t.Error("after an hour without the database not all pages are stale")
	}
}

// TestNodesTakeTurns changes one story again and again at two nodes, whose
// indexing takes a while.
func TestNodesTakeTurns(t *testing.T) {
	address := testpostgres.Database(t)
	var mu sync.Mutex
	busy := map[ilbo.StoryID]bool{}
	index := func(ids []ilbo.StoryID) {
		mu.Lock()
		for _, id := range ids {
			if busy[id] {
				t.Errorf("story %d is indexed while it is indexed", id)
			}
			busy[id] = true
		}
		mu.Unlock()
		time.Sleep(5 * time.Millisecond)
		mu.Lock()
		for _, id := range ids {
			delete(busy, id)
		}
		mu.Unlock()
	}
	one, two := startNode(t, address, index), startNode(t, address, index)
	s := storyAt(1)
	one.must(t, one.PutStory(t.Context(), s))
	for i := range 60 {
		n := []*node{one, two}[i%2]
		n.must(t, n.PutStory(t.Context(), s, ilbo.Event{Verb: ilbo.Updated}))
	}
	eventually(t, "all is done", func() bool {
		left, err := one.Pending(t.Context())
		return err == nil && left == 0
	})
}

// TestANodeLeavesTheJobsOfOthers starts a node while one elsewhere is at a job,
// and one beside it, and another in its own process.
func TestANodeLeavesTheJobsOfOthers(t *testing.T) {
	beside := fmt.Sprintf("%s%d_%d", host(), os.Getppid(), time.Now().UnixNano())
	for _, at := range []string{"elsewhere_1", beside, nodeName()} {
		t.Run(at, func(t *testing.T) {
			s := openThere(t, testpostgres.Database(t))
			s.must(t, s.PutStory(t.Context(), storyAt(1), ilbo.Event{Verb: ilbo.Published}))
			_, err := s.write.Exec(`UPDATE river_job SET state = 'running', attempt = 1, attempted_at = now(), attempted_by = ARRAY[$1, $2]`, deadNode(t), at)
			s.must(t, err)
			_, err = s.write.Exec(`INSERT INTO river_leader (elected_at, expires_at, leader_id, name) VALUES (now(), now() + interval '1 hour', $1, 'default')`, at)
			s.must(t, err)
			s.must(t, s.rescue(t.Context()))
			var running, leaders int
			s.must(t, s.read.QueryRow(`SELECT (SELECT count(*) FROM river_job WHERE state = 'running'), (SELECT count(*) FROM river_leader)`).Scan(&running, &leaders))
			if running != 2 || leaders != 1 {
				t.Errorf("%d jobs are worked at and %d lead, want 2 and 1", running, leaders)
			}
		})
	}
}

// deadNode is the name of a node whose process has ended.
func deadNode(t *testing.T) string {
	t.Helper()
	p := exec.Command(os.Args[0], "-test.run=^$")
	if err := p.Run(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s%d_%d", host(), p.Process.Pid, time.Now().UnixNano())
}

func TestAContainersEarlierLifeIsOver(t *testing.T) {
	for process, want := range map[string]bool{
		fmt.Sprintf("%d_%d", os.Getpid(), began.UnixNano()+1): true,
		fmt.Sprintf("%d_%d", os.Getpid(), began.UnixNano()-1): false,
		"1":    false,
		"dead": false,
	} {
		if got := lives(process); got != want {
			t.Errorf("%s lives: %v", process, got)
		}
	}
}
