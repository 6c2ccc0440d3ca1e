package ilbo

import "testing"

func TestKeysOfStoriesAreRead(t *testing.T) {
	for key, want := range map[Key]StoryID{KeyStory(7): 7, KeyStory(1 << 60): 1 << 60, "story:x": 0, "story:": 0, "stories:7": 0, KeyFurniture: 0, KeyEditions(Korean): 0} {
		if got, ok := key.Story(); got != want || ok != (want != 0) {
			t.Errorf("%s is of story %d, %v", key, got, ok)
		}
	}
}
