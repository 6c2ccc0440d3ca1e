package main

import (
	"context"
	"strconv"

	"ilbo.press/internal/circulation"
	"ilbo.press/internal/crawler"
	"ilbo.press/internal/web/site"
)

// meterOff says that the paper locks nothing.
const meterOff = "off"

// meter reads how many stories may be read a month, without an account and with
// one; free is below zero where the paper locks nothing.
func meter(s *Settings) (free, more int, err error) {
	if s.Meter == meterOff || s.Meter == "" {
		return -1, -1, nil
	}
	if free, err = strconv.Atoi(s.Meter); err != nil || free < 0 || free > 100 {
		return 0, 0, fail("The meter is how many stories a month, 0 to 100, or off, not %q.", s.Meter)
	}
	if s.MeterAccount == "" {
		return free, free, nil
	}
	if more, err = strconv.Atoi(s.MeterAccount); err != nil || more < free || more > 100 {
		return 0, 0, fail("The meter with an account is at least that without one and at most 100, not %q.", s.MeterAccount)
	}
	return free, more, nil
}

// gatehouse decides who reads locked stories at a base; nil where everybody does.
func (h *house) gatehouse(ctx context.Context, base string) (*site.Gatehouse, error) {
	free, more, err := meter(&h.conf.Settings)
	if err != nil || free < 0 {
		return nil, err
	}
	proxies, err := networks(h.conf.Proxies)
	if err != nil {
		return nil, err
	}
	key, err := h.store.Secret(ctx, "meter")
	if err != nil {
		return nil, err
	}
	giftKey, err := h.store.Secret(ctx, "gift")
	if err != nil {
		return nil, err
	}
	crawlers, err := crawler.New(crawler.Options{Names: h.conf.Crawlers, Clock: h.clock})
	if err != nil {
		return nil, err
	}
	g := &site.Gatehouse{
		Readers: h.readers, Networks: h.office, FeedKeys: h.feedKeys(), Crawlers: crawlers,
		Gifts: &circulation.Gifts{Store: h.store, Key: giftKey, Clock: h.clock},
		Meter: &circulation.Meter{Free: free, More: more, Zone: h.conf.Paper.Zone, Key: key}, Proxies: proxies, Base: base, Clock: h.clock,
	}
	if h.tally != nil {
		g.Steps = h.tally
	}
	return g, nil
}

// feedKeys are those of private feeds; nil where nothing is locked.
func (h *house) feedKeys() *circulation.FeedKeys {
	if free, _, err := meter(&h.conf.Settings); err != nil || free < 0 {
		return nil
	}
	return &circulation.FeedKeys{Store: h.store, Entitled: h.office.Entitlements, Clock: h.clock}
}
