// Command unihan makes the table of readings that the search reads hanja by,
// from the Unihan database of the Unicode Standard. It takes that from Debian's
// package unicode-data, by apt-get and dpkg-deb, so it runs where those are. Its
// argument is the file to write.
package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"cmp"
	"compress/bzip2"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const source = "unicode-data"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: unihan FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(name string) error {
	archive, err := download()
	if err != nil {
		return err
	}
	text, err := unihan(archive)
	if err != nil {
		return err
	}
	readings, err := parse(text)
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(table(readings)), 0o644)
}

// download gives the files of the package as a tar archive.
func download() ([]byte, error) {
	dir, err := os.MkdirTemp("", source)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	get := exec.Command("apt-get", "download", source)
	get.Dir, get.Stderr = dir, os.Stderr
	if err := get.Run(); err != nil {
		return nil, fmt.Errorf("download %s: %w", source, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, source+"_*.deb"))
	if err != nil || len(files) != 1 {
		return nil, fmt.Errorf("download %s: %d files came: %w", source, len(files), err)
	}
	return exec.Command("dpkg-deb", "--fsys-tarfile", files[0]).Output()
}

// unihan finds the readings in the archive.
func unihan(archive []byte) (io.Reader, error) {
	files := tar.NewReader(bytes.NewReader(archive))
	for {
		h, err := files.Next()
		if err != nil {
			return nil, fmt.Errorf("find the readings in %s: %w", source, err)
		}
		if strings.HasSuffix(h.Name, "/Unihan_Readings.txt.bz2") {
			return bzip2.NewReader(files), nil
		}
	}
}

// parse gives each character that is searched by itself its readings, the
// usual one first: kHangul says which are taught (E), which the standard set of
// Korean characters has (0), and which come in names alone (N). See UAX #38.
func parse(text io.Reader) (map[rune]string, error) {
	readings := make(map[rune]string)
	lines := bufio.NewScanner(text)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 3 || fields[1] != "kHangul" {
			continue
		}
		n, err := strconv.ParseUint(strings.TrimPrefix(fields[0], "U+"), 16, 32)
		if err != nil {
			return nil, err
		}
		if n < 0x3400 || n > 0x9FFF {
			continue // compatibility ideographs are folded; the rest are not in use
		}
		list := strings.Fields(fields[2])
		slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
		for _, one := range list {
			syllable, _, _ := strings.Cut(one, ":")
			readings[rune(n)] += syllable
		}
	}
	return readings, lines.Err()
}

func rank(reading string) int {
	_, marks, _ := strings.Cut(reading, ":")
	switch {
	case strings.Contains(marks, "E"):
		return 0
	case strings.Contains(marks, "0"):
		return 1
	}
	return 2
}

// table writes a line for each set of readings: them, and the characters that
// have them.
func table(readings map[rune]string) string {
	sets := make(map[string][]rune)
	for r, set := range readings {
		sets[set] = append(sets[set], r)
	}
	var names []string
	for set, list := range sets {
		slices.Sort(list)
		names = append(names, set)
	}
	slices.Sort(names)
	var b strings.Builder
	b.WriteString("# Readings of hanja, the usual one first: kHangul of the Unihan database. Made by the command unihan.\n" +
		"# © Unicode, Inc., under the Unicode licence: https://www.unicode.org/copyright.html\n")
	for _, set := range names {
		b.WriteString(set + " " + string(sets[set]) + "\n")
	}
	return b.String()
}
