package engines

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Variables of the environment that make the program the process of an engine.
const (
	KindVariable    = "ILBO_ENGINE"
	AddressVariable = "ILBO_ENGINE_ADDRESS"
)

// A Process is an engine at work in a process of its own, which is stopped
// unless it carries out an order.
type Process struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	orders  *gob.Encoder
	answers *gob.Decoder
	Opened  time.Duration // how long it took to start and open the index
	server  int           // process that others of which belong to it, too: a database server
}

// Start starts the process. Server is that of a database server, or zero.
func Start(kind, address string, server int) (*Process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &Process{cmd: exec.Command(self), server: server}
	p.cmd.Env = append(os.Environ(), KindVariable+"="+kind, AddressVariable+"="+address)
	p.cmd.Stderr = os.Stderr
	in, err := p.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.in, p.orders, p.answers = in, gob.NewEncoder(in), gob.NewDecoder(out)
	begin := time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	if _, err := p.hear(); err != nil {
		return nil, errors.Join(err, p.Kill())
	}
	p.Opened = time.Since(begin)
	return p, p.signal(syscall.SIGSTOP)
}

func (p *Process) signal(s syscall.Signal) error { return p.cmd.Process.Signal(s) }

// Do lets the process go on, carries out an order, and stops it again.
func (p *Process) Do(o Order) (Answer, error) {
	if err := p.Begin(o); err != nil {
		return Answer{}, err
	}
	a, err := p.hear()
	return a, errors.Join(err, p.signal(syscall.SIGSTOP))
}

// Begin lets the process go on and gives it an order.
func (p *Process) Begin(o Order) error {
	return errors.Join(p.signal(syscall.SIGCONT), p.orders.Encode(o))
}

// hear waits for an answer.
func (p *Process) hear() (Answer, error) {
	var a Answer
	err := p.answers.Decode(&a)
	if err == nil && a.Err != "" {
		err = errors.New(a.Err)
	}
	return a, err
}

// Close closes the index and ends the process.
func (p *Process) Close() error {
	_, err := p.Do(Order{Verb: "close"})
	return errors.Join(err, p.in.Close(), p.signal(syscall.SIGCONT), p.cmd.Wait())
}

// Kill ends the process as a power cut does, but for the disk.
func (p *Process) Kill() error {
	if err := p.cmd.Process.Kill(); err != nil {
		return err
	}
	p.cmd.Wait() // that it was killed is no news
	return nil
}

// Settle lets the process finish what it does behind its back, and gives how
// long that took.
func (p *Process) Settle() (time.Duration, error) {
	if err := p.signal(syscall.SIGCONT); err != nil {
		return 0, err
	}
	const step = 500 * time.Millisecond
	begin := time.Now()
	for time.Since(begin) < 10*time.Minute {
		before := p.Processor()
		time.Sleep(step)
		if p.Processor()-before <= 20*time.Millisecond {
			return max(0, time.Since(begin)-step), p.signal(syscall.SIGSTOP)
		}
	}
	return 0, errors.New("an engine never comes to rest")
}

// all are the process and those of its server.
func (p *Process) all() []int {
	list := []int{p.cmd.Process.Pid}
	if p.server == 0 {
		return list
	}
	list = append(list, p.server)
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		pid, _ := strconv.Atoi(strings.Split(name, "/")[2])
		if f := stat(pid); len(f) > 1 && f[1] == strconv.Itoa(p.server) {
			list = append(list, pid)
		}
	}
	return list
}

// stat are the numbers that the system has of a process, from its state on.
func stat(pid int) []string {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	i := bytes.LastIndexByte(text, ')')
	if err != nil || i < 0 {
		return nil
	}
	return strings.Fields(string(text[i+1:]))
}

// Processor is the time that the processors worked for the engine, in ticks of
// a hundredth of a second.
func (p *Process) Processor() time.Duration {
	ticks := 0
	for _, pid := range p.all() {
		f := stat(pid)
		if len(f) < 15 {
			continue
		}
		own := f[11:13]
		if pid == p.server {
			own = f[11:15] // with those that ended
		}
		for _, n := range own {
			i, _ := strconv.Atoi(n)
			ticks += i
		}
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// A Memory is what the processes of an engine hold, in bytes. Mapped is what of
// it are pages of files, which the system may drop.
type Memory struct{ Resident, Mapped, Peak int }

// Memory tells what the engine holds now. What processes share is counted once.
// Peak is of the process alone, without its server.
func (p *Process) Memory() Memory {
	var m Memory
	for i, pid := range p.all() {
		status := lines(fmt.Sprintf("/proc/%d/status", pid))
		if i == 0 {
			m.Resident, m.Mapped, m.Peak = status["VmRSS"], status["RssFile"], status["VmHWM"]
			continue
		}
		part := lines(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
		m.Resident += part["Pss"]
		m.Mapped += part["Pss_File"]
	}
	return m
}

// lines reads lines like "Pss: 12 kB".
func lines(name string) map[string]int {
	text, _ := os.ReadFile(name)
	m := map[string]int{}
	for line := range strings.Lines(string(text)) {
		key, rest, _ := strings.Cut(line, ":")
		if f := strings.Fields(rest); len(f) == 2 {
			n, _ := strconv.Atoi(f[0])
			m[key] = n << 10
		}
	}
	return m
}
