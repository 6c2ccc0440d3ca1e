package main

import (
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/fetch"
	"ilbo.press/internal/wire/basket"
)

// wireName is the folder of watched folders in a paper's data folder, where the
// settings name no other.
const wireName = "wire"

// basket makes the wire of a paper, which is not looked at yet.
func (h *house) basket() (*basket.Basket, error) {
	networks, err := networks(h.conf.WireNetworks)
	if err != nil {
		return nil, err
	}
	keep, err := days(h.conf.WireKeep)
	if err != nil {
		return nil, err
	}
	folder := h.conf.WireFolder
	if folder == "" {
		folder = filepath.Join(h.conf.Dir, wireName)
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return nil, err
	}
	return basket.New(basket.Options{
		Store: h.store, Desk: h.desk, Pictures: h.pictures, Paper: h.conf.Paper, Folder: folder, Keep: keep, Clock: h.clock, Log: h.log,
		Fetcher: fetch.New(fetch.Options{Agent: agent(h.conf.Paper), Allow: networks, Clock: h.clock}),
	}), nil
}

// days reads a number of days.
func days(text string) (time.Duration, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 0 || n > 3_650 {
		return 0, fail("Agency copy lies in the basket for 0 to 3650 days, not %q.", text)
	}
	return time.Duration(n) * 24 * time.Hour, nil
}

// agent is how the program calls itself where it asks other sites: by the
// paper's name, in letters that headers may have, and its address.
func agent(p *ilbo.Paper) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune("()\\;", r) {
			return -1
		}
		return r
	}, ilbo.Romanize(p.Title.In(p.Languages[0])))
	if name = strings.TrimSpace(name); name == "" {
		name = "a newspaper"
	}
	if p.URL != "" {
		name += "; +" + p.URL
	}
	return "Ilbo (" + name + ")"
}
