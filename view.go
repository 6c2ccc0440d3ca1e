package ilbo

// A View is a list of stories that somebody of the newsroom keeps under a name.
type View struct {
	Staff   int64
	Name    string
	Filters string // what the list is narrowed by, as its address says it
}
