package testroom

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// FreeAddress is an address of this machine that nobody listens on.
func FreeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// A Guarded program ends with the process that started it, however that ends:
// its guard, a shell, waits for the end of a pipe that the process holds.
type Guarded struct {
	life io.Closer
	done chan error
}

// Simply is a guard that runs its arguments as a program and kills it at the end.
const Simply = `"$@" </dev/null & cat >/dev/null; kill $!; wait`

// Guard starts a guard, which is a script for a shell that starts a program of
// its arguments, reads its standard input to the end, and then ends the program.
// Set, unless nil, may set the rest.
func Guard(script string, args []string, set func(*exec.Cmd)) (*Guarded, error) {
	cmd := exec.Command("/bin/sh", append([]string{"-c", script, "guard"}, args...)...)
	cmd.Env = os.Environ()
	if set != nil {
		set(cmd)
	}
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true // an interrupt of the tests is not the server's
	life, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	g := &Guarded{life: life, done: make(chan error, 1)}
	go func() { g.done <- cmd.Wait() }()
	return g, nil
}

// End ends the program, and waits until it has ended. It may be called again.
func (g *Guarded) End(timeout time.Duration) error {
	g.life.Close()
	select {
	case err := <-g.done:
		g.done <- err // its exit says nothing: it was interrupted
		return nil
	case <-time.After(timeout):
		return errors.New("the server does not end")
	}
}

// Await asks until a server answers, for as long as it may take.
func Await(timeout time.Duration, ask func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	for {
		err := ask(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the server does not start: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
