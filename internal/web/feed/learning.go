package feed

import (
	"html/template"

	"ilbo.press"
)

// frameworks are what levels are of, by the language that is learned.
var frameworks = map[ilbo.Language]string{ilbo.English: "Common European Framework of Reference for Languages", ilbo.Korean: "Test of Proficiency in Korean (TOPIK)"}

// LearningResource is a story's lesson, as schema.org knows it. What it teaches are the
// words that are in the page.
func LearningResource(p *ilbo.Paper, s *ilbo.Story, l *ilbo.Lesson, teaches []string, base string) template.JS {
	url := base + string(s.Path)
	n := node{
		"@type": "LearningResource", "@id": url + "#lesson", "url": url, "name": s.Headline, "inLanguage": string(l.Learned), "isBasedOn": node{"@id": url + "#story"},
		"learningResourceType": "annotated story", "educationalUse": "reading", "isAccessibleForFree": !locked(s), "publisher": publisherNode(p, s.Language, base), "dateModified": moment(l.At, p),
		"educationalLevel": node{"@type": "DefinedTerm", "name": string(l.Level), "inDefinedTermSet": frameworks[l.Learned]},
		"audience":         node{"@type": "EducationalAudience", "educationalRole": "student", "audienceType": "speakers of " + string(l.Explained)},
	}
	if len(teaches) > 0 {
		n["teaches"] = teaches
	}
	return script(n)
}
