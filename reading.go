package ilbo

import "time"

// ReadTimes are the spans that a reading is known to have lasted at least. Pages
// tell no more of it: see ui/reads/reads.island.ts, which has them too.
var ReadTimes = [6]time.Duration{15 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute}

// A Depth is how far readings of a story got, added up.
type Depth struct {
	Told     int    // readings that said how far they got
	Quarters [4]int // of those, how many got to the end of each quarter of the story
	Times    [6]int // and how many lasted for each of [ReadTimes]
}

// Add adds other readings.
func (d *Depth) Add(other Depth) {
	d.Told += other.Told
	for i := range d.Quarters {
		d.Quarters[i] += other.Quarters[i]
	}
	for i := range d.Times {
		d.Times[i] += other.Times[i]
	}
}

// ToQuarter is the part of readings, in percent, that got to the end of a quarter,
// 1 to 4; below zero where none said how far it got.
func (d *Depth) ToQuarter(q int) int { return percent(d.Quarters[q-1], d.Told) }

// ForTime is the part of readings, in percent, that lasted for one of [ReadTimes],
// by its number; below zero where none said so.
func (d *Depth) ForTime(i int) int { return percent(d.Times[i], d.Told) }

func percent(n, of int) int {
	if of <= 0 {
		return -1
	}
	return min(100, (n*200+of)/(2*of))
}

// Median is the longest of [ReadTimes] that half of the readings lasted for; zero
// where half were shorter than all of them, or none said so.
func (d *Depth) Median() (span time.Duration) {
	for i, n := range d.Times {
		if n > 0 && n*2 >= d.Told {
			span = ReadTimes[i]
		}
	}
	return span
}

// A ReadDay is how stories were read on a day of the paper.
type ReadDay struct {
	Day string // 2006-01-02; of long ago, the first of a month, for all of it
	N   int    // readings
	Depth
}

// A ReadStory is how a story was read in a while.
type ReadStory struct {
	Story StoryID
	N     int // readings
	Was   int // in the while that it is compared with
	Depth
}

// A ReadQuery asks how stories were read in a while. Its moments are in the paper's
// zone, From and WasFrom at midnight.
type ReadQuery struct {
	From, To       time.Time
	WasFrom, WasTo time.Time // the while that it is compared with
	Language       Language  // empty: all
	Section        SectionID // and its parts; empty: all
	Story          StoryID   // 0: all
	Limit          int
}

// A MeterStep is something that a browser came to at the meter, or went on to.
type MeterStep string

// The steps, in their order.
const (
	LastFree   MeterStep = "last"       // it read the last story that was free
	AtDoor     MeterStep = "door"       // it stood before one that was not
	JoinedIn   MeterStep = "account"    // it opened an account
	Ordered    MeterStep = "order"      // it ordered a subscription
	Subscribed MeterStep = "subscribed" // its reader's subscription opened what is locked
)

// MeterSteps are all steps in their order.
func MeterSteps() []MeterStep { return []MeterStep{LastFree, AtDoor, JoinedIn, Ordered, Subscribed} }

// A MeterCount is how many browsers that met the meter on a day, at a story, came
// as far as a step.
type MeterCount struct {
	Day   string // 2006-01-02; of long ago, the first of a month, for all of it
	Story StoryID
	Step  MeterStep
	N     int
}

// A MeterRow is how many browsers took each step: of a while, or at a story.
type MeterRow struct {
	Day   string // its first
	Story StoryID
	Steps map[MeterStep]int
}
