package main

import (
	"ilbo.press/internal/account"
	"ilbo.press/internal/web"
	readers "ilbo.press/internal/web/reader"
)

// door is where the paper at a base lets readers into their accounts.
func (h *house) door(base string) *account.Readers {
	return account.NewReaders(account.ReaderOptions{Store: h.store, Letters: h.store, Paper: h.conf.Paper, Base: base, Clock: h.clock})
}

// room makes the readers' own room of a paper at a base, in the frame of the site.
func (h *house) room(base string, frame web.Frame) (*readers.Room, error) {
	proxies, err := networks(h.conf.Proxies)
	if err != nil {
		return nil, err
	}
	return readers.New(readers.Options{Paper: h.conf.Paper, Base: base, Readers: h.readers, Frame: frame, Assets: h.assets, Proxies: proxies, Clock: h.clock, Log: h.log})
}
