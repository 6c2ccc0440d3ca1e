package inflection

import "strings"

// English gives what a dictionary may list an English word as, in small letters.
func English(word string) []Form {
	w := strings.ReplaceAll(strings.ToLower(word), "’", "'")
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'")
	if w == "" {
		return []Form{{word, Unknown}}
	}
	var list forms
	if base, ok := irregularVerbs[w]; ok {
		list.add(Verb, base)
	}
	if base, ok := irregularNouns[w]; ok {
		list.add(Noun, base)
	}
	if settled[w] {
		list.add(Unknown, w)
		return list
	}
	if rest, ok := strings.CutSuffix(w, "ing"); ok && voiced(rest) {
		list.add(Verb, stems(rest)...)
	}
	if rest, ok := strings.CutSuffix(w, "ied"); ok && len(rest) > 1 {
		list.add(Verb, rest+"y")
	} else if rest, ok := strings.CutSuffix(w, "eed"); ok && len(rest) > 2 && voiced(rest) {
		list.add(Verb, rest+"ee")
	} else if rest, ok := strings.CutSuffix(w, "ed"); ok && voiced(rest) {
		list.add(Verb, stems(rest)...)
	}
	list.add(Unknown, plurals(w)...)
	list.add(Unknown, w)
	for _, s := range []string{"er", "est"} {
		if rest, ok := strings.CutSuffix(w, s); ok && len(rest) > 2 && voiced(rest) {
			if y, ok := strings.CutSuffix(rest, "i"); ok {
				list.add(Unknown, y+"y")
			} else {
				list.add(Unknown, stems(rest)...)
			}
		}
	}
	return list
}

// settled are words that end as inflected ones do, and are none.
var settled = set(`news series species politics economics mathematics physics athletics always perhaps lens bus gas atlas chaos crisis analysis basis oasis
	thesis census campus virus bonus focus status consensus chorus corpus during morning evening nothing something anything everything ceiling wedding
	hundred need feed seed speed breed indeed proceed exceed succeed is was this thus plus yes us its his has as less across unless towards besides
	sometimes afterwards business process access success loss boss class glass grass mass pass press dress address congress progress express princess
	sibling king ring sing bring spring string thing wing swing red bed led shed hers ours yours theirs does`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

const englishVowels = "aeiouy"

// voiced reports whether what is left of a word can be one.
func voiced(w string) bool { return len(w) > 1 && strings.ContainsAny(w, englishVowels) }

// stems are what -ed and -ing may have been put to, the likeliest first.
func stems(w string) []string {
	n := len(w)
	last := w[n-1]
	consonant := func(i int) bool { return i >= 0 && !strings.ContainsRune(englishVowels, rune(w[i])) }
	switch {
	case n > 2 && last == w[n-2] && strings.IndexByte("bdgmnprt", last) >= 0: // stopped
		return []string{w[:n-1], w}
	case n > 2 && last == w[n-2]: // fall, pass
		return []string{w, w[:n-1]}
	case last == 'y' || last == 'w' || last == 'x' || last == 'h' && n > 2:
		return []string{w, w + "e"}
	case strings.IndexByte("cuvz", last) >= 0, endsIn(w, withE...):
		return []string{w + "e", w}
	case syllables(w) == 1 && consonant(n-1) && !consonant(n-2) && consonant(n-3): // hoped, taking
		return []string{w + "e", w}
	}
	return []string{w, w + "e"}
}

// withE are ends of stems that have lost an e.
var withE = strings.Fields("at bl tl dl pl ckl iz is rg dg lg eng chang rang us as os ns rs ls ir ur id ud uid uc ar")

// syllables counts the vowels of a stem that stand apart.
func syllables(w string) (n int) {
	for i := range len(w) {
		if strings.IndexByte(englishVowels, w[i]) >= 0 && (i == 0 || strings.IndexByte(englishVowels, w[i-1]) < 0) {
			n++
		}
	}
	return n
}

func endsIn(w string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// plurals are what -s may have been put to: of a noun or of a verb.
func plurals(w string) []string {
	n := len(w)
	switch {
	case n < 3 || w[n-1] != 's' || endsIn(w, "ss", "us", "is"):
		return nil
	case endsIn(w, "ies") && n > 4:
		return []string{w[:n-3] + "y", w[:n-1]}
	case endsIn(w, "ves") && n > 4:
		return []string{w[:n-1], w[:n-3] + "f", w[:n-3] + "fe"}
	case endsIn(w, "sses", "shes", "ches", "xes", "zzes", "oes"):
		return []string{w[:n-2], w[:n-1]}
	case endsIn(w, "ses", "zes"):
		return []string{w[:n-1], w[:n-2]}
	}
	return []string{w[:n-1]}
}

// irregularVerbs are forms of verbs that no rule makes, by the verb.
var irregularVerbs = forward(`be:am,are,is,was,were,been,being have:has,had do:does,did,done go:goes,went,gone say:said make:made get:got,gotten know:knew,known think:thought take:took,taken
	see:saw,seen come:came give:gave,given find:found tell:told feel:felt become:became leave:left mean:meant keep:kept begin:began,begun show:shown hear:heard run:ran
	bring:brought hold:held write:wrote,written stand:stood sit:sat lose:lost pay:paid meet:met lead:led grow:grew,grown spend:spent speak:spoke,spoken rise:rose,risen
	win:won drive:drove,driven break:broke,broken buy:bought choose:chose,chosen build:built fall:fell,fallen send:sent sell:sold teach:taught catch:caught fight:fought
	seek:sought draw:drew,drawn throw:threw,thrown fly:flew,flown wear:wore,worn eat:ate,eaten drink:drank,drunk sing:sang,sung swim:swam,swum ring:rang,rung
	sleep:slept lend:lent bend:bent lay:laid lie:lying,lain die:dying tie:tying shake:shook,shaken forget:forgot,forgotten forgive:forgave,forgiven hide:hid,hidden ride:rode,ridden
	bite:bit,bitten blow:blew,blown freeze:froze,frozen steal:stole,stolen tear:tore,torn swear:swore,sworn wake:woke,woken bear:bore,borne strike:struck stick:stuck
	dig:dug hang:hung shoot:shot light:lit slide:slid bind:bound grind:ground wind:wound feed:fed bleed:bled breed:bred flee:fled shine:shone sink:sank,sunk shrink:shrank,shrunk
	spring:sprang,sprung weave:wove,woven withdraw:withdrew,withdrawn undergo:underwent,undergone overcome:overcame undertake:undertook,undertaken understand:understood deal:dealt dream:dreamt
	creep:crept weep:wept sweep:swept kneel:knelt lean:leant learn:learnt burn:burnt spell:spelt spill:spilt spoil:spoilt dwell:dwelt swell:swollen sew:sewn sow:sown mow:mown prove:proven`)

// irregularNouns are plurals that no rule makes.
var irregularNouns = forward(`man:men woman:women child:children person:people foot:feet tooth:teeth goose:geese mouse:mice ox:oxen bus:buses gas:gases lens:lenses crisis:crises analysis:analyses basis:bases thesis:theses
	hypothesis:hypotheses criterion:criteria phenomenon:phenomena medium:media datum:data bacterium:bacteria fungus:fungi nucleus:nuclei stimulus:stimuli appendix:appendices index:indices
	life:lives wife:wives knife:knives leaf:leaves half:halves shelf:shelves self:selves wolf:wolves thief:thieves loaf:loaves calf:calves fisherman:fishermen policeman:policemen chairman:chairmen`)

// forward reads “be:am,are”, and turns it round.
func forward(list string) map[string]string {
	m := map[string]string{}
	for entry := range strings.FieldsSeq(list) {
		base, all, _ := strings.Cut(entry, ":")
		for form := range strings.SplitSeq(all, ",") {
			if m[form] == "" {
				m[form] = base
			}
		}
	}
	return m
}
