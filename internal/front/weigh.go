package front

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"ilbo.press"
)

// Weigh gives a story a weight, which counts at once on every front that fills
// itself with it: zero takes it away. Who may arrange the front of the story's
// section may weigh it.
func (d *Desk) Weigh(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, w ilbo.Weight) error {
	if w < ilbo.MinWeight || w > ilbo.MaxWeight {
		return refuse(BadWeight)
	}
	now := d.clock()
	found, err := d.store.TeasersByID(ctx, []ilbo.StoryID{id}, now)
	if err != nil {
		return fmt.Errorf("weigh story %d: %w", id, err)
	}
	if len(found) == 0 {
		return refuse(NotPublic)
	}
	t := found[0]
	if !by.May(ilbo.MayArrange, t.Section, false) {
		return refuse(NotYours)
	}
	keys := []ilbo.Key{ilbo.KeyFront(t.Language, ilbo.Home), ilbo.KeyFront(t.Language, ilbo.FrontID(t.Section)), ilbo.KeyFront(t.Language, ilbo.FrontID(t.Section.Top()))}
	return d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.PutWeight(ctx, ilbo.Weighing{Story: id, Weight: w, By: by.Login, At: now}); err != nil {
			return err
		}
		if err := d.store.Touch(ctx, slices.Compact(keys)...); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedWeigh, ilbo.AuditedStory(id), strconv.Itoa(int(w)))
	})
}

// Weights are those of the stories of a language that have one.
func (d *Desk) Weights(ctx context.Context, l ilbo.Language) (map[ilbo.StoryID]ilbo.Weight, error) {
	list, err := d.store.Weighted(ctx, l, maxWeighted, d.clock())
	if err != nil {
		return nil, err
	}
	weights := map[ilbo.StoryID]ilbo.Weight{}
	for _, w := range list {
		weights[w.ID] = w.Weight
	}
	return weights, nil
}
