package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestBenchComparesTheSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("the bench takes three seconds")
	}
	for _, program := range []string{"/usr/sbin/nginx", "wrk"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	var out, errs bytes.Buffer
	file := filepath.Join(t.TempDir(), "performance.md")
	if code := run([]string{"-pairs", "1", "-for", "1s", "-c", "4", "-to", file}, &out, &errs); code != 0 {
		t.Fatalf("exit %d: %s", code, &errs)
	}
	written, err := os.ReadFile(file)
	if err != nil || string(written) != "\n"+out.String() {
		t.Errorf("wrote %q, %v", written, err)
	}
	for _, want := range []string{"| Ilbo | ", "| nginx | ", "| ratio | **"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("report lacks %q:\n%s", want, &out)
		}
	}
}

func TestBenchRefusesWrongUsage(t *testing.T) {
	for _, args := range [][]string{{"-pairs", "0"}, {"-for", "1ms"}, {"extra"}, {"-unknown"}} {
		if code := run(args, &bytes.Buffer{}, &bytes.Buffer{}); code != 2 {
			t.Errorf("%q: exit %d, want 2", args, code)
		}
	}
}

func TestMedian(t *testing.T) {
	for want, list := range map[float64][]float64{2: {3, 1, 2}, 2.5: {4, 1, 3, 2}, 7: {7}} {
		if got := median(list); got != want {
			t.Errorf("median(%v) = %v, want %v", list, got, want)
		}
	}
}
