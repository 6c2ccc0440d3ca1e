// Package draw makes pictures from recipes: a line such as
//
//	skyline seed=7 time=dusk season=autumn shape=wide
//
// names a kind of scene, and the program paints it: sky, haze and silhouettes
// in layers, lamps, reflections, grain. See [Parse] for the words of a recipe
// and [Kinds] for the scenes.
//
// The same recipe gives the same pixels on every machine. Chance comes from
// a generator of our own, seeded with the kind and the seed of the recipe;
// geometry is rounded to a 256th of a pixel before it is filled, and all
// filling, blending and shading is done in integers. The time, season and
// shape change the light and the frame and leave the composition alone.
package draw
