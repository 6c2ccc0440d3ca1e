package ilbo

import (
	"strconv"
	"time"
)

// A Volume is a fixed range of story numbers, as a paper binds its files:
// stories come to the last one, and a change of an old story touches its own
// volume and no other. Volumes are numbered from 1.
type Volume struct {
	Number  int
	Stories int       // that the public may see
	Changed time.Time // when the addresses in it, or what is said of them, last changed
}

// VolumeSize is how many numbers a volume has.
const VolumeSize = 2_000

// VolumeOf is the volume that a story is in.
func VolumeOf(id StoryID) int { return int((id-1)/VolumeSize) + 1 }

// KeyVolume is for pages that list the stories of a volume.
func KeyVolume(number int) Key { return Key("volume:" + strconv.Itoa(number)) }

// An Address is where a story is, in a language.
type Address struct {
	Language Language
	Path     Path
}
