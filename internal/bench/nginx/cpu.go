package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// ownTime is the processor time that this process, our server in it, has taken.
func ownTime() (time.Duration, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, fmt.Errorf("processor time: %w", err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), nil
}

// childrenTime is the processor time that the living children of a process have
// taken: nginx's workers. Linux counts it in hundredths of a second.
func childrenTime(parent int) (time.Duration, error) {
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0, err
	}
	var ticks int64
	for _, f := range files {
		line, err := os.ReadFile(f)
		if err != nil {
			continue // it ended meanwhile
		}
		// proc(5): the name, in parentheses, may hold anything. After it come
		// state, parent, and as the 12th and 13th utime and stime.
		fields := bytes.Fields(line[bytes.LastIndexByte(line, ')')+1:])
		if len(fields) < 13 || string(fields[1]) != strconv.Itoa(parent) {
			continue
		}
		for _, field := range fields[11:13] {
			n, err := strconv.ParseInt(string(field), 10, 64)
			if err != nil {
				return 0, fmt.Errorf("read %s: %w", f, err)
			}
			ticks += n
		}
	}
	return time.Duration(ticks) * (time.Second / 100), nil
}
