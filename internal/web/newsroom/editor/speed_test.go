package editor_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"ilbo.press"
)

// TestTypingInALongStoryIsMeasured prints how long a key takes in a story of
// 5,000 words, from its keydown until the page is laid out with the letter in it,
// and what the browser itself says of the events. The aim is 16 ms for 99 of 100.
func TestTypingInALongStoryIsMeasured(t *testing.T) {
	d := write(t, setting{body: longBody()})
	if n := d.value("ed.words()"); len(n) < 4 {
		t.Fatalf("the story has %s words", n)
	}
	for _, c := range []struct {
		name  string
		begin func()
	}{
		{"in a paragraph", func() { d.at("marker") }},
		{"with 300 words marked as found", func() {
			d.at("marker")
			d.presses(input.ControlLeft, input.KeyF)
			d.types("the")
			d.at("marker")
		}},
	} {
		c.begin()
		d.do(`window.keys = []; window.slow = [];
			window.watch?.disconnect();
			window.watch = new PerformanceObserver((l) => { for (const e of l.getEntries()) if (e.name === "keydown") slow.push(e.duration); });
			watch.observe({ type: "event", durationThreshold: 16 });
			if (!window.listening) {
				window.listening = true;
				let t0 = 0;
				addEventListener("keydown", () => { t0 = performance.now(); }, true);
				// Told of a change after the editor is, which has put the letter in its document by then.
				new MutationObserver(() => { if (!t0) return; document.body.offsetHeight; keys.push(performance.now() - t0); t0 = 0; }).observe(document.querySelector(".story__body"), { characterData: true, childList: true, subtree: true });
			}`)
		d.types(strings.Repeat("words of a story, typed on and on; ", 6))
		var keys []float64
		d.must(json.Unmarshal([]byte(d.value(`JSON.stringify(keys)`)), &keys))
		if len(keys) < 150 {
			t.Fatalf("%s: only %d keys were measured", c.name, len(keys))
		}
		slices.Sort(keys)
		t.Logf("%s: %d keys, median %.1f ms, p99 %.1f ms, longest %.1f ms; of them over 16 ms until they were painted: %s",
			c.name, len(keys), keys[len(keys)/2], keys[len(keys)*99/100], keys[len(keys)-1], d.value(`slow.sort((a, b) => a - b).length + " of which the longest " + slow.at(-1)`))
	}
}

func longBody() ilbo.Body {
	var body ilbo.Body
	sentence := "The night ferry crossed the river again, carrying people who had missed the last bus, and 5\u00a0km further the city counted them. "
	for i := range 60 {
		body = append(body, text(strings.Repeat(sentence, 4)))
		if i == 30 {
			body = append(body, text("Here is the marker"))
		}
		if i%6 == 0 {
			body = append(body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: ilbo.PictureID(fmt.Sprint(i)), Width: 3, Height: 2, Caption: "A ferry", Alt: "A ferry"}}})
		}
	}
	return body
}
