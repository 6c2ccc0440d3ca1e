package draw

import (
	"maps"
	"slices"
)

// scenes are the kinds of picture, each with what paints it.
func scenes() map[string]func(*scene) {
	return map[string]func(*scene){
		"mountains": (*scene).mountains, "skyline": (*scene).skyline, "palace": (*scene).palace,
		"portrait": (*scene).portrait,
		"books":    (*scene).books, "hanok": (*scene).courtyard, "lantern": (*scene).lantern, "moon": (*scene).bigMoon, "chart-line": (*scene).chartLine, "chart-bars": (*scene).chartBars, "map": (*scene).relief,

		"airport": (*scene).airport, "border": (*scene).border, "lab": (*scene).lab, "classroom": (*scene).classroom, "dish": (*scene).dish, "tea": (*scene).tea,

		"gallery": (*scene).gallery, "meeting": (*scene).meeting, "podium": (*scene).podium, "crowd": (*scene).crowd, "factory": (*scene).factory, "bridge": (*scene).bridge, "train": (*scene).train,

		"village": (*scene).village, "field": (*scene).fields, "snow": (*scene).snow, "forest": (*scene).forest, "stadium": (*scene).stadium, "court": (*scene).court, "stage": (*scene).stage,

		"street": (*scene).street, "rain": (*scene).rain, "market": (*scene).market, "harbor": (*scene).harbor, "port": (*scene).port,
		"river": (*scene).river, "coast": (*scene).coast,
	}
}

// Kinds are the names of all scenes, in order.
func Kinds() []string { return slices.Sorted(maps.Keys(scenes())) }
