package testroom_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"ilbo.press/internal/testroom"
)

// TestGuardedProgramEndsWithWhoStartedIt kills a process that started one, as
// an interrupted test is killed.
func TestGuardedProgramEndsWithWhoStartedIt(t *testing.T) {
	if name := os.Getenv("ILBO_TEST_GUARD"); name != "" {
		if _, err := testroom.Guard(testroom.Simply, []string{"/bin/sh", "-c", `echo $$ >"$0.new"; mv "$0.new" "$0"; exec sleep 600`, name}, nil); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
	}
	name := filepath.Join(t.TempDir(), "pid")
	self := exec.Command(os.Args[0], "-test.run=^TestGuardedProgramEndsWithWhoStartedIt$")
	self.Env = append(os.Environ(), "ILBO_TEST_GUARD="+name)
	if err := self.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	err := testroom.Await(20*time.Second, func(context.Context) error {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		_, err = fmt.Sscan(string(text), &pid)
		return err
	})
	if err := errors.Join(err, self.Process.Kill()); err != nil {
		t.Fatal(err)
	}
	self.Wait()
	if err := testroom.Await(20*time.Second, func(context.Context) error {
		if syscall.Kill(pid, 0) == nil {
			return errors.New("it is still there")
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

func TestGuardedProgramEndsTwice(t *testing.T) {
	g, err := testroom.Guard(testroom.Simply, []string{"sleep", "600"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := g.End(20 * time.Second); err != nil {
			t.Error(err)
		}
	}
}

func TestAwaitGivesUp(t *testing.T) {
	err := testroom.Await(30*time.Millisecond, func(context.Context) error { return errors.New("no") })
	if err == nil || !strings.Contains(err.Error(), "no") {
		t.Errorf("got %v", err)
	}
}

func TestFreeAddressIsFree(t *testing.T) {
	address, err := testroom.FreeAddress()
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
}
