// Command run bundles the scripts of the pages: see package bundle. Its argument
// is the folder internal/web.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"ilbo.press/internal/web/assets/bundle"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: run FOLDER")
		os.Exit(2)
	}
	root := os.Args[1]
	for _, face := range bundle.Faces {
		scripts, err := bundle.Build(root, face.Entries)
		if err == nil {
			err = bundle.Write(filepath.Join(root, face.Output), scripts)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
