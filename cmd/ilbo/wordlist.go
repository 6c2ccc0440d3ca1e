package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"ilbo.press"
	"ilbo.press/internal/lesson"
)

// importWords takes in lists of words by their level. Several files make one list of
// each language that they have words of.
func importWords(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("import words", flag.ContinueOnError)
	c := addConfigFlags(f, false)
	files, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		fmt.Fprintln(sh.err, "ilbo: name at least one file to import")
		return errUsage
	}
	return c.within(ctx, sh, func(h *house) error {
		all, refused := map[ilbo.Language][]ilbo.ListedWord{}, 0
		for _, name := range files {
			lists, err := readWords(name, func(r lesson.RefusedLine) {
				refused++
				fmt.Fprintf(sh.err, "%s, line %d: %s\n", name, r.Line, r)
			})
			if err != nil {
				return err
			}
			for l, words := range lists {
				all[l] = append(all[l], words...)
			}
		}
		if len(all) == 0 {
			return fail("Nothing was taken in: the lists that the paper has stay.")
		}
		if err := h.lessons.LoadWords(ctx, ilbo.Staff{Login: operator(sh)}, all); err != nil {
			return err
		}
		for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
			if n := len(all[l]); n > 0 {
				fmt.Fprintf(sh.out, "words of %s: %d\n", l, n)
			}
		}
		fmt.Fprintf(sh.out, "lines refused: %d\n", refused)
		return nil
	})
}

func readWords(name string, refuse func(lesson.RefusedLine)) (map[ilbo.Language][]ilbo.ListedWord, error) {
	if _, err := inspect(name, "a list of words"); err != nil {
		return nil, err
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fail("%s: The file cannot be opened.", name)
	}
	defer file.Close()
	lists, err := lesson.ReadWords(file, refuse)
	if errors.Is(err, ilbo.Invalid) {
		return nil, fail("%s: %s", name, ilbo.SayOf(err))
	}
	return lists, err
}
