package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"ilbo.press"
)

// Exit codes, as the command line promises them.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// errUsage is a command typed wrong. What to type was said already.
var errUsage = errors.New("usage")

// exit turns a command's error into one sentence and an exit code.
func exit(err error, stderr io.Writer) int {
	switch {
	case err == nil || errors.Is(err, context.Canceled):
		return exitDone
	case errors.Is(err, errUsage):
		return exitUsage
	}
	say := ilbo.SayOf(err)
	if say == "" {
		say = strings.ToUpper(err.Error()[:1]) + err.Error()[1:] + "."
	}
	fmt.Fprintln(stderr, "ilbo: "+say)
	return exitFailed
}
