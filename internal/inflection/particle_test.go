package inflection

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestParticlesAreParticles keeps the table as the rules need it.
func TestParticlesAreParticles(t *testing.T) {
	if len(particles) < 120 {
		t.Errorf("only %d particles", len(particles))
	}
	longest := 0
	for p := range particles {
		n := utf8.RuneCountInString(p)
		longest = max(longest, n)
		if strings.ContainsFunc(p, func(r rune) bool { return !syllable(r) }) {
			t.Errorf("the particle %q is not of syllables", p)
		}
	}
	if longest != maxParticle {
		t.Errorf("the longest particle has %d syllables, want %d", longest, maxParticle)
	}
}
