package feed

import (
	"html/template"

	"ilbo.press"
)

// frameworks are what levels are of, by the language that is learned.
var frameworks = map[ilbo.Language]node{
	ilbo.English: {"@type": "DefinedTermSet", "name": "Common European Framework of Reference for Languages", "url": "https://www.coe.int/en/web/common-european-framework-reference-languages"},
	ilbo.Korean:  {"@type": "DefinedTermSet", "name": "Test of Proficiency in Korean (TOPIK)", "url": "https://www.topik.go.kr"},
}

// level is a level as schema.org/DefinedTerm.
func level(l ilbo.Language, level ilbo.Level) node {
	return node{"@type": "DefinedTerm", "name": string(level), "termCode": string(level), "inDefinedTermSet": frameworks[l]}
}

// A Course is the lessons of a section, or those of one level.
type Course struct {
	Name    string
	About   string
	Path    string        // of its page, within the site
	Learned ilbo.Language // what is taught
	Level   ilbo.Level    // empty: all of them
	In      ilbo.Language // what the page is written in
	Lessons []Crumb       // on the page
}

func (c *Course) node(base string) node {
	n := node{"@type": "Course", "@id": base + c.Path + "#course", "url": base + c.Path, "name": c.Name}
	if c.Level != "" {
		n["educationalLevel"] = level(c.Learned, c.Level)
	}
	return n
}

// Learning is a course as schema.org/Course, with the lessons that its page leads to.
func Learning(p *ilbo.Paper, c *Course, base string) template.JS {
	n := c.node(base)
	n["inLanguage"], n["provider"], n["description"] = string(c.Learned), publisherNode(p, c.In, base), c.Name
	n.put("description", c.About)
	var parts []node
	for _, l := range c.Lessons {
		parts = append(parts, node{"@type": "LearningResource", "@id": base + l.Path + "#lesson", "url": base + l.Path, "name": l.Name})
	}
	if len(parts) > 0 {
		n["hasPart"] = parts
	}
	return script(n)
}

// LearningResource is a story's lesson, as schema.org knows it. What it teaches are the
// words that are in the page; it may belong to a course, and have a quiz.
func LearningResource(p *ilbo.Paper, s *ilbo.Story, l *ilbo.Lesson, teaches []string, course *Course, quiz bool, base string) template.JS {
	url := base + string(s.Path)
	n := node{
		"@type": "LearningResource", "@id": url + "#lesson", "url": url, "name": s.Headline, "inLanguage": string(l.Learned), "isBasedOn": node{"@id": url + "#story"},
		"learningResourceType": "annotated story", "educationalUse": "reading", "isAccessibleForFree": !locked(s), "publisher": publisherNode(p, s.Language, base),
		"datePublished": moment(s.Published, p), "dateModified": moment(l.At, p), "educationalLevel": level(l.Learned, l.Level),
		"audience": node{"@type": "EducationalAudience", "educationalRole": "student", "audienceType": "speakers of " + languageNames[l.Explained]},
	}
	n.put("description", s.Deck)
	if len(teaches) > 0 {
		n["teaches"] = teaches
	}
	if course != nil {
		n["isPartOf"] = course.node(base)
	}
	if quiz {
		n["hasPart"] = node{"@type": "Quiz", "@id": url + "#quiz", "url": url + "#quiz", "name": s.Headline, "inLanguage": string(l.Learned), "assesses": teaches}
	}
	return script(n)
}

var languageNames = map[ilbo.Language]string{ilbo.English: "English", ilbo.Korean: "Korean"}
