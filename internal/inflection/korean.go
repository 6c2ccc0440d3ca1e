package inflection

import (
	"slices"
	"strings"
)

// Korean gives what a dictionary may list a Korean word as: a noun without its
// particles, a verb or an adjective in -다. What ends as only a verb does is a verb
// first. Endings and irregular verbs are those of Yeon and Brown, chapters 4 and 7.
func Korean(word string) []Form {
	run := []rune(word)
	if len(run) == 0 || slices.ContainsFunc(run, func(r rune) bool { return !syllable(r) }) {
		return []Form{{word, Unknown}}
	}
	var list forms
	keep := Stem(run)
	var k conjugated
	k.take(run)
	if k.certain {
		list.add(Verb, k.found...)
	}
	if keep < len(run) {
		list.add(Noun, string(run[:keep]))
	}
	if !k.certain {
		list.add(Unknown, word)
	}
	list.add(Verb, k.found...)
	for _, f := range slices.Clone(list) { // 발표했다: 발표하다, and 발표; 선장이었다: 선장
		for _, ending := range []string{"하다", "되다", "이다"} {
			if noun, ok := strings.CutSuffix(f.Word, ending); ok && f.Kind == Verb && len([]rune(noun)) >= MinNoun {
				list.add(Noun, noun)
			}
		}
	}
	list.add(Unknown, word)
	return list
}

// A conjugated is the verbs that a word may be of.
type conjugated struct {
	found   []string
	certain bool // the word ends as no noun does
}

func (c *conjugated) add(stem []rune) {
	if w := string(stem) + "다"; len(stem) > 0 && !slices.Contains(c.found, w) {
		c.found = append(c.found, w)
	}
}

// Endings, by what they follow: the ㅆ of the past; a stem as it is; a stem with 으 where
// that ends in a consonant; a final of the stem's last syllable; -아 and -어.
var (
	past      = strings.Fields("다 습니다 습니까 다고 다는 다며 다면 던 던데 고 지만 으며 으면 으나 으니 으니까 는데 는지 기 을 을까 음 거나 어요 어 네 네요 더니 더라 듯이")
	certainly = strings.Fields("습니다 습니까 는다 는다고 는다는 는다며 는다면 지만 거나 도록 는데 는데도 으면 으며 으면서 으니까 으려고 자마자 느라 더니 더라 던데")
	straight  = strings.Fields("다 다고 다는 다며 다면 고 고는 고도 고서 게 게도 기 기는 기도 기로 기에 기를 기가 던 는 는지 든지 듯 듯이 지 지도 지는 지요 죠 네 네요 자 자고 냐 냐고 나")
	softened  = strings.Fields("은 을 음 음을 으니 으려면 으러 은데 은지 을까 을지 을수록 으라 으십시오 으세요")
	contracts = strings.Fields("면 면서 며 니 니까 려고 려는 려면 러 라 십시오 세요") // 으 goes behind a vowel
	joins     = strings.Fields("서 서는 서도 도 야 야만 요 지다 진 졌다 지는 주다 준 줬다 주는 온 왔다 가는 갔다 있다 있는")
)

// finals are endings that begin with a final of the stem's last syllable. Sure ones are
// no noun's.
var finalEndings = []struct {
	final   rune
	endings []string
	sure    bool
}{
	{finalPieup, []string{"니다", "니까", "시다", "니다만"}, true},
	{finalNieun, []string{"다", "다고", "다는", "다며", "다면", "데", "데도"}, true},
	{finalRieul, []string{"까", "까요", "지도", "수록", "게요", "텐데"}, true},
	{finalMieum, []string{"을", "이", "은", "에", ""}, false},
	{finalNieun, []string{"지", ""}, false},
	{finalRieul, []string{"지", "게", "뿐", ""}, false},
}

// take tries the endings, the surest first: what one of those ends has no other.
func (c *conjugated) take(run []rune) {
	text := string(run)
	each := func(endings []string, do func(ending string, stem []rune)) {
		for _, ending := range endings {
			if stem, ok := strings.CutSuffix(text, ending); ok && stem != "" {
				do(ending, []rune(stem))
			}
		}
	}
	each(past, func(_ string, stem []rune) {
		if last := stem[len(stem)-1]; finalOf(last) == finalSsangsiot && string(run) != "있다" {
			c.certain = true
			c.was(stem)
		}
	})
	if c.certain {
		return
	}
	each(certainly, func(ending string, stem []rune) {
		if finalOf(stem[len(stem)-1]) == noFinal && (strings.HasPrefix(ending, "으") || strings.HasPrefix(ending, "습") || strings.HasPrefix(ending, "는다")) {
			return
		}
		c.certain = true
		if strings.HasPrefix(ending, "으") {
			c.soft(stem)
			return
		}
		c.add(stem)
		c.liquid(ending, stem)
	})
	if c.certain {
		return
	}
	for _, e := range finalEndings {
		each(e.endings, func(_ string, stem []rune) {
			if finalOf(stem[len(stem)-1]) == e.final {
				c.certain = c.certain || e.sure
				c.opened(stem)
			}
		})
		if c.certain {
			return
		}
	}
	each(straight, func(ending string, stem []rune) {
		c.certain = c.certain || ending == "다"
		c.add(stem)
		c.liquid(ending, stem)
	})
	each(softened, func(_ string, stem []rune) {
		if finalOf(stem[len(stem)-1]) != noFinal {
			c.soft(stem)
		}
	})
	each(contracts, func(ending string, stem []rune) {
		if f := finalOf(stem[len(stem)-1]); f == noFinal || f == finalRieul {
			c.certain = c.certain || ending == "면서" || ending == "니까" || ending == "려고"
			c.soft(stem)
		}
	})
	each(append(joins, ""), func(ending string, stem []rune) {
		if finalOf(stem[len(stem)-1]) == noFinal {
			c.joined(stem, ending == "서" || ending == "요")
		}
	})
}

// liquid adds the stem whose ㄹ goes before ㄴ and ㅅ: 사는, of 살다.
func (c *conjugated) liquid(ending string, stem []rune) {
	last := stem[len(stem)-1]
	if r := []rune(ending)[0]; strings.ContainsRune("는느니네냐나", r) && finalOf(last) == noFinal {
		c.add(append(slices.Clone(stem[:len(stem)-1]), with(last, finalRieul)))
	}
}

// opened finds the stem of a word whose last syllable has an ending's final.
func (c *conjugated) opened(r []rune) {
	last := r[len(r)-1]
	bare := append(slices.Clone(r[:len(r)-1]), with(last, noFinal))
	initial, vowel, final := parts(last)
	if final == finalRieul || final == finalNieun || final == finalPieup { // 사는, 산, 삽니다 of 살다
		defer c.add(append(slices.Clone(r[:len(r)-1]), with(last, finalRieul)))
	}
	if initial == initialIeung && vowel == vowelU && len(r) > 1 && final != finalPieup && finalOf(r[len(r)-2]) == noFinal { // 도운, 고마울: 돕다, 고맙다
		c.add(append(slices.Clone(r[:len(r)-2]), with(r[len(r)-2], finalPieup)))
	}
	c.add(bare)
}

// soft finds the stem before 으.
func (c *conjugated) soft(stem []rune) {
	last := len(stem) - 1
	switch finalOf(stem[last]) {
	case finalRieul:
		c.digeut(stem) // 걸으면
		c.add(stem)
	case noFinal:
		if initial, vowel, _ := parts(stem[last]); initial == initialIeung && vowel == vowelU && last > 0 && finalOf(stem[last-1]) == noFinal {
			c.add(append(slices.Clone(stem[:last-1]), with(stem[last-1], finalPieup)))
		}
		c.add(stem)
	default:
		c.add(stem)
	}
}

// digeut adds the stem whose ㄷ is ㄹ before a vowel: 걸어, of 걷다. There are few.
func (c *conjugated) digeut(stem []rune) {
	last := len(stem) - 1
	if r := with(stem[last], finalDigeut); strings.ContainsRune("걷듣묻싣닫긷컫", r) && (r != '닫' || last > 0) {
		c.add(append(slices.Clone(stem[:last]), r))
	}
}

// was finds the stem of what ends in ㅆ, of the past.
func (c *conjugated) was(r []rune) {
	last := len(r) - 1
	switch {
	case r[last] == '있':
		c.add(r)
		return
	case r[last] == '겠' && last > 0:
		c.add(r[:last])
		return
	}
	c.joined(append(slices.Clone(r[:last]), with(r[last], noFinal)), true)
}

// joined finds the stem of what ends in -아 or -어, or has taken it in: 먹어, 가, 해,
// 마셔, 도와, 몰라. Sure says that what follows proves it a verb.
func (c *conjugated) joined(r []rune, sure bool) {
	last := len(r) - 1
	initial, vowel, _ := parts(r[last])
	put := func(v rune) { c.add(append(slices.Clone(r[:last]), joined(initial, v, noFinal))) }
	if initial == initialIeung && last > 0 && (vowel == vowelA || vowel == vowelEo || vowel == vowelYeo) {
		before := r[last-1]
		if f := finalOf(before); f != noFinal || vowel == vowelEo {
			switch {
			case f == finalRieul:
				c.digeut(r[:last])
			case f == noFinal && strings.ContainsRune("짓낫붓잇젓긋", with(before, finalSiot)):
				c.add(append(slices.Clone(r[:last-1]), with(before, finalSiot)))
			}
			c.add(r[:last])
			return
		}
		if vowel == vowelYeo && before == '하' {
			c.add(r[:last])
			return
		}
	}
	if !sure && last == 0 {
		return
	}
	if (vowel == vowelWa || vowel == vowelWo) && initial == initialIeung && last > 0 && finalOf(r[last-1]) == noFinal { // 도와, 고마워: 돕다, 고맙다
		stem := append(slices.Clone(r[:last-1]), with(r[last-1], finalPieup))
		if vowel == vowelWa || last > 1 || strings.ContainsRune("추더쉬매미누구주", r[last-1]) {
			c.add(stem)
		} else { // 배워
			defer c.add(stem)
		}
	}
	switch vowel {
	case vowelAe:
		if r[last] == '해' {
			put(vowelA)
			return
		}
		put(vowelAe)
	case vowelYeo:
		put(vowelI)
		put(vowelYeo)
	case vowelWa:
		put(vowelO)
	case vowelWo:
		put(vowelU)
	case vowelWae:
		put(vowelOe)
	case vowelE:
		put(vowelE)
	case vowelA, vowelEo:
		if initial == initialRieul && last > 0 && finalOf(r[last-1]) == finalRieul { // 몰라: 모르다
			c.add(append(slices.Clone(r[:last-1]), with(r[last-1], noFinal), '르'))
		}
		if vowel == vowelEo || last > 0 { // 써: 쓰다; 바빠: 바쁘다
			if vowel == vowelEo {
				put(vowelEu)
				put(vowelEo)
			} else {
				put(vowelA)
				put(vowelEu)
			}
			return
		}
		put(vowelA)
	}
}
