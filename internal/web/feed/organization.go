package feed

import (
	"html/template"
	"strconv"
	"strings"

	"ilbo.press"
)

// A Crumb is one step on the way from the front to a page.
type Crumb struct {
	Name string
	Path string // within the site
}

// Breadcrumbs is the way to a page as schema.org/BreadcrumbList.
func Breadcrumbs(base string, trail []Crumb) template.JS {
	items := make([]node, 0, len(trail))
	for i, c := range trail {
		items = append(items, node{"@type": "ListItem", "position": i + 1, "name": c.Name, "item": base + c.Path})
	}
	return script(node{"@type": "BreadcrumbList", "itemListElement": items})
}

// WebSite is the paper for its home front: the site with its search, and the
// newspaper as schema.org/NewsMediaOrganization.
func WebSite(p *ilbo.Paper, l ilbo.Language, base string) template.JS {
	home := base + p.Prefix(l) + "/"
	site := node{
		"@type": "WebSite", "@id": home + "#site", "url": home, "name": p.Title.In(l), "inLanguage": string(l),
		"publisher": node{"@id": base + "/#paper"},
		"potentialAction": node{
			"@type": "SearchAction", "query-input": "required name=search_term_string",
			"target": node{"@type": "EntryPoint", "urlTemplate": home + "search?q={search_term_string}"},
		},
	}
	site.put("description", p.Motto.In(l))
	return script(node{"@graph": []node{site, publisherNode(p, l, base)}})
}

// publisherNode is the newspaper. Its address for mail is not in it: it is
// nowhere in the paper's bytes.
func publisherNode(p *ilbo.Paper, l ilbo.Language, base string) node {
	n := node{
		"@type": "NewsMediaOrganization", "@id": base + "/#paper", "name": p.Title.In(l), "url": base + p.Prefix(l) + "/",
		"logo":                 node{"@type": "ImageObject", "url": base + cardOfPaper(l), "width": 1200, "height": 630},
		"publishingPrinciples": base + p.Prefix(l) + "/about",
		"correctionsPolicy":    base + p.Prefix(l) + "/corrections",
	}
	n.put("legalName", p.Publisher)
	n.put("address", p.Address.In(l))
	if p.Founded > 0 {
		n["foundingDate"] = strconv.Itoa(p.Founded)
	}
	var same []string
	if p.Facebook != "" {
		same = append(same, p.Facebook)
	}
	if name := strings.TrimPrefix(p.X, "@"); name != "" {
		same = append(same, "https://x.com/"+name)
	}
	if same != nil {
		n["sameAs"] = same
	}
	return n
}

// Person is a journalist's page as schema.org/ProfilePage.
func Person(j ilbo.Journalist, l ilbo.Language, base string, p *ilbo.Paper) template.JS {
	url := base + p.Prefix(l) + "/by/" + string(j.ID)
	person := node{"@type": "Person", "@id": url + "#person", "name": j.Name.In(l), "url": url, "worksFor": publisherNode(p, l, base)}
	person.put("jobTitle", j.Title.In(l))
	person.put("description", j.Bio.In(l))
	if j.Picture != "" {
		person["image"] = base + "/pictures/" + string(j.Picture) + "/320.jpg"
	}
	return script(node{"@type": "ProfilePage", "url": url, "inLanguage": string(l), "mainEntity": person})
}
