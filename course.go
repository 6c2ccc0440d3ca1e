package ilbo

// A Course is a section whose stories teach the language that they are written in.
type Course struct {
	Section   SectionID
	Learned   Language
	Explained Language
}

// Courses are all that a paper may have, in the order of its menu.
var Courses = []Course{{"weekly", English, Korean}, {"learning-korean", Korean, English}}

// LessonsPath is where the lessons of a course stand, below a language, or those of one
// level of it.
func LessonsPath(course SectionID, level Level) string {
	path := "/" + string(course) + "/lessons"
	if level != "" {
		path += "/" + string(level.Slug())
	}
	return path
}

// CourseOf gives the course that a section is, or is a part of; false where it
// teaches nothing.
func CourseOf(id SectionID) (Course, bool) {
	for _, c := range Courses {
		if id.Top() == c.Section {
			return c, true
		}
	}
	return Course{}, false
}
