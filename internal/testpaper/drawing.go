package testpaper

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// drawn is the story as its reporter hands it in: its pictures and films are
// drawn, and nothing has happened to it yet.
func (s *Story) drawn(ctx context.Context, room Darkroom) (*ilbo.Story, error) {
	c := s.Story
	c.Published = time.Time{}
	c.Hold, c.Spike, c.Embargo, c.Kill, c.Corrections = nil, nil, nil, nil, nil
	if s.Lead != nil {
		lead := *s.Lead
		if err := develop(ctx, room, &lead); err != nil {
			return nil, err
		}
		c.Lead = &lead
	}
	c.Body = slices.Clone(s.Body)
	for i := range c.Body {
		block := &c.Body[i]
		block.Figures = slices.Clone(block.Figures)
		for j := range block.Figures {
			if err := develop(ctx, room, &block.Figures[j]); err != nil {
				return nil, err
			}
		}
		if block.Video == nil {
			continue
		}
		film, err := shoot(ctx, room, *block.Video)
		if err != nil {
			return nil, err
		}
		block.Video = film
	}
	return &c, nil
}

// develop puts a drawn picture in the place of its recipe.
func develop(ctx context.Context, room Darkroom, f *ilbo.Figure) error {
	picture, err := room.DrawPicture(ctx, string(f.Picture))
	if err != nil {
		return fmt.Errorf("draw %q: %w", f.Picture, err)
	}
	f.Picture, f.Width, f.Height = picture.ID, picture.Width, picture.Height
	return nil
}

// shoot does the same for a film.
func shoot(ctx context.Context, room Darkroom, v ilbo.Video) (*ilbo.Video, error) {
	film, err := room.DrawFilm(ctx, string(v.Film))
	if err != nil {
		return nil, fmt.Errorf("shoot %q: %w", v.Film, err)
	}
	v.Film, v.Type, v.Width, v.Height, v.Duration = film.ID, film.Type, film.Width, film.Height, film.Duration
	return &v, develop(ctx, room, &v.Poster)
}
