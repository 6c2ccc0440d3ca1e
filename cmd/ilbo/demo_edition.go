package main

import (
	"context"
	"errors"
	"time"

	"ilbo.press"
	"ilbo.press/internal/press/edition"
)

// sampleReach is how far back the sample's edition reaches: whatever the hour is at
// which it is tried out, there is a newspaper.
const sampleReach = 36 * time.Hour

// printSample prints the sample's edition in each language, where none was printed:
// behind the first pages, which do not wait for it.
func (h *house) printSample(ctx context.Context) {
	now := h.clock().In(h.conf.Paper.Zone)
	for _, l := range h.conf.Paper.Languages {
		all, err := h.store.Editions(ctx, l, time.Time{}, 1)
		if err == nil && len(all) == 0 {
			_, _, err = h.press.Make(ctx, edition.Order{Language: l, Date: now, From: now.Add(-sampleReach)})
		}
		if err != nil && ctx.Err() == nil && !errors.Is(err, ilbo.Conflict) {
			h.log.Error("print the sample's edition", "language", l, "err", err)
		}
	}
}
