package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/testroom"
)

// A victim is a paper whose programs are killed.
type victim struct {
	t       *testing.T
	program string
	dir     string
	random  *rand.Rand
	whole   time.Duration // about how long an import takes just now
}

// command runs ilbo on the paper.
func (v *victim) command(args ...string) *exec.Cmd {
	cmd := exec.Command(v.program, append(args, "--data", v.dir)...)
	cmd.Env = append(os.Environ(), "TZ=UTC")
	return cmd
}

// stories writes a file of stories whose numbers begin with a name.
func (v *victim) stories(name string, n int) string {
	v.t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"%s-%d","language":"en","section":"national","headline":"Story %s %d","topics":["Topic %d"],"published":"2026-01-02T03:04:05Z","body":["The council met about %s."]}`+"\n", name, i, name, i, i%7, name)
	}
	file := filepath.Join(v.t.TempDir(), name+".ndjson")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		v.t.Fatal(err)
	}
	return file
}

// killed starts a program, kills it after a while, and reports whether it had
// ended well by then.
func (v *victim) killed(cmd *exec.Cmd, after time.Duration) bool {
	v.t.Helper()
	var told strings.Builder
	cmd.Stderr = &told
	if err := cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	err := cmd.Wait()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.Exited()) {
		v.t.Fatalf("%v: it ended by itself: %v: %s", cmd.Args[1:], err, told.String())
	}
	return err == nil
}

// TestKilledAtAnyMoment kills imports of many stories, publications of one, and
// the server that indexes them, two hundred times. What was acknowledged is
// there; of the rest each transaction is there as a whole or not at all; and
// when the server has had its time, the index is as the stories are.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	program, err := program()
	if err != nil {
		t.Fatal(err)
	}
	v := &victim{t: t, program: program, dir: filepath.Join(t.TempDir(), "paper"), random: rand.New(rand.NewPCG(1, 9))}
	if out, err := v.command("init", "--title", "The Morning Post").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	begin := time.Now()
	if out, err := v.command("import", "ndjson", v.stories("whole", 150)).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	v.whole = time.Since(begin)

	const rounds, batch = 200, 100 // of stories that the wire hands over at a time
	want := map[string][]int{"whole": {150}}
	acknowledged := 0
	for i := range rounds {
		name := fmt.Sprintf("round%d", i)
		n, possible := 150, []int{0, batch, 150}
		if i%2 == 1 {
			n, possible = 1, []int{0, 1}
		}
		if v.killed(v.command("import", "ndjson", v.stories(name, n)), time.Duration(v.random.Float64()*1.2*float64(v.whole))) {
			acknowledged++
			possible = []int{n}
			v.whole -= v.whole / 20
		} else {
			v.whole += v.whole / 20 // the machine may have more to do than at first
		}
		want[name] = possible
		if i%10 == 9 {
			v.killed(v.command("serve", "--log", "error", "--addr", "127.0.0.1:0"), time.Duration(v.random.Float64()*float64(time.Second)))
		}
	}
	if acknowledged < rounds/20 || acknowledged > rounds*19/20 {
		t.Errorf("%d of %d programs ended before they were killed: the moments are ill chosen", acknowledged, rounds)
	}
	v.settle()
	v.holds(want)
	if out, err := v.command("check").CombinedOutput(); err != nil || strings.Contains(string(out), "waits") {
		t.Errorf("check: %v: %s", err, out)
	}
}

// settle serves the paper until every job is done.
func (v *victim) settle() {
	v.t.Helper()
	admin, err := testroom.FreeAddress()
	if err != nil {
		v.t.Fatal(err)
	}
	cmd := v.command("serve", "--log", "error", "--addr", "127.0.0.1:0", "--admin-addr", admin)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	defer func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	}()
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		res, err := http.Get("http://" + admin + "/metrics")
		if err != nil {
			continue
		}
		text, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if strings.Contains(string(text), "\nilbo_jobs_due 0\n") {
			return
		}
	}
	v.t.Fatal("the jobs did not end")
}

// holds checks how many stories of each name the paper has: one of the numbers
// that it may have, and those without a gap.
func (v *victim) holds(want map[string][]int) {
	v.t.Helper()
	conf, err := settle(scriptSettings(v.dir), v.dir)
	if err != nil {
		v.t.Fatal(err)
	}
	h, err := open(v.t.Context(), conf, os.Stderr)
	if err != nil {
		v.t.Fatal(err)
	}
	defer h.close()
	for name, possible := range want {
		n, fits := 0, false
		for ; n < 150; n++ {
			_, err := h.store.Foreign(v.t.Context(), fmt.Sprintf("%s-%d", name, n))
			if errors.Is(err, ilbo.NotFound) {
				break
			}
			if err != nil {
				v.t.Fatal(err)
			}
		}
		for _, p := range possible {
			fits = fits || p == n
		}
		if !fits {
			v.t.Errorf("%s: %d stories are there, want %v", name, n, possible)
		}
	}
}
