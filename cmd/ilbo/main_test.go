package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"ilbo.press/internal/testchromium"
	"ilbo.press/internal/testroom"
)

// TestMain lets the scripts of testdata run this binary as ilbo.
func TestMain(m *testing.M) {
	testscript.Main(tidied{m}, map[string]func(){
		"ilbo": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			os.Exit(run(ctx, os.Args[1:], shell{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv}))
		},
	})
}

// tidied ends what the tests share: the sample newspaper, the browser and the
// program.
type tidied struct{ m *testing.M }

func (t tidied) Run() int {
	code := t.m.Run()
	testchromium.Close()
	if sharedDemo != nil {
		sharedDemo.stop()
		os.RemoveAll(sharedDemo.dir)
	}
	if built != "" {
		os.RemoveAll(filepath.Dir(built))
	}
	return code
}

// TestScripts runs every promise of the command line: one file of testdata each.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SHARED", testroom.Material())
			return nil
		},
		Condition: func(cond string) (bool, error) { return cond == "shared" && testroom.Material() != "", nil },
		Cmds:      scriptCommands(),
	})
}
