package storetest

import (
	"fmt"
	"testing"
	"time"

	"ilbo.press"
)

var furniture = map[string]func(*testing.T, *paper){
	"sections stand in the order of the menu": func(t *testing.T, p *paper) {
		p.must(p.PutSections(p.ctx, ilbo.StandardSections()))
		p.must(p.PutSections(p.ctx, []ilbo.Section{{ID: "world", Name: ilbo.Words{"en": "Abroad"}, Blurb: ilbo.Words{"ko": "밖"}, Position: -1}}))
		got, err := p.Sections(p.ctx)
		p.must(err)
		p.same("number", len(got), len(ilbo.StandardSections()))
		p.same("first", got[0], ilbo.Section{ID: "world", Name: ilbo.Words{"en": "Abroad"}, Blurb: ilbo.Words{"ko": "밖"}, Position: -1})
		p.refuses(p.PutSections(p.ctx, []ilbo.Section{{ID: "newsroom"}}), ilbo.Invalid)
	},
	"topics and journalists are read back": func(t *testing.T, p *paper) {
		topic := ilbo.Topic{ID: "han-river", Name: ilbo.Words{"en": "Han River", "ko": "한강"}, Blurb: ilbo.Words{"en": "A river."}}
		p.must(p.PutTopics(p.ctx, []ilbo.Topic{{ID: "han-river"}, {ID: "zoo"}}))
		p.must(p.PutTopics(p.ctx, []ilbo.Topic{topic}))
		one, err := p.Topic(p.ctx, "han-river")
		p.must(err)
		p.same("topic", one, topic)
		all, err := p.Topics(p.ctx)
		p.must(err)
		p.same("topics", all, []ilbo.Topic{topic, {ID: "zoo"}})
		_, err = p.Topic(p.ctx, "none")
		p.refuses(err, ilbo.NotFound)
		p.refuses(p.PutTopics(p.ctx, []ilbo.Topic{{ID: "Not a slug"}}), ilbo.Invalid)

		who := ilbo.Journalist{ID: "han-ji-woo", Name: ilbo.Words{"en": "Han Ji-woo"}, Title: ilbo.Words{"en": "Reporter"}, Bio: ilbo.Words{"ko": "기자"}, Picture: portrait}
		p.must(p.PutJournalists(p.ctx, []ilbo.Journalist{who}))
		got, err := p.Journalist(p.ctx, who.ID)
		p.must(err)
		p.same("journalist", got, who)
		everybody, err := p.Journalists(p.ctx)
		p.must(err)
		p.same("journalists", everybody, []ilbo.Journalist{who})
		_, err = p.Journalist(p.ctx, "nobody")
		p.refuses(err, ilbo.NotFound)
	},
	"topics are named, however many are asked for": func(t *testing.T, p *paper) {
		var topics []ilbo.Topic
		asked := []ilbo.TopicID{"nothing"}
		want := map[ilbo.TopicID]ilbo.Words{}
		for i := range 300 {
			v := ilbo.Topic{ID: ilbo.TopicID(fmt.Sprintf("topic-%d", i)), Name: ilbo.Words{ilbo.English: fmt.Sprintf("Topic %d", i)}}
			topics, asked = append(topics, v), append(asked, v.ID)
			want[v.ID] = v.Name
		}
		p.must(p.PutTopics(p.ctx, topics))
		got, err := p.TopicNames(p.ctx, asked)
		p.must(err)
		p.same("names", got, want)
		got, err = p.TopicNames(p.ctx, nil)
		p.must(err)
		p.same("of none", len(got), 0)
		n, journalists, err := p.Names(p.ctx)
		p.must(err)
		p.same("topics and journalists", []int{n, journalists}, []int{300, 0})
	},
	"topics are seen while the public sees a story of theirs": func(t *testing.T, p *paper) {
		p.must(p.PutTopics(p.ctx, []ilbo.Topic{{ID: "bridges", Name: ilbo.Words{"en": "Bridges"}}, {ID: "secret", Name: ilbo.Words{"en": "Secret"}}}))
		seen := func(now time.Time, want ...ilbo.TopicID) {
			t.Helper()
			got, err := p.SeenTopics(p.ctx, []ilbo.TopicID{"bridges", "secret", "nothing"}, now)
			p.must(err)
			all := map[ilbo.TopicID]bool{}
			for _, id := range want {
				all[id] = true
			}
			p.same("seen topics", got, all)
		}
		seen(noon)
		s := everywhere("A bridge", time.Hour)
		p.must(p.PutStory(p.ctx, s))
		seen(noon.Add(2*time.Hour), "bridges")
		released := func(after, by time.Time, want ...ilbo.StoryID) {
			t.Helper()
			got, err := p.Released(p.ctx, after, by)
			p.must(err)
			p.same("released", got, want)
		}
		released(s.Published, s.Published.Add(time.Hour))
		released(s.Published.Add(-time.Millisecond), s.Published, s.ID)
		s.Hold = &ilbo.Hold{By: "han", At: noon}
		p.must(p.PutStory(p.ctx, s))
		seen(noon.Add(2 * time.Hour))
		released(s.Published.Add(-time.Millisecond), s.Published)
	},
	"pictures and films are read back, and the drawn ones listed": func(t *testing.T, p *paper) {
		photo := ilbo.Picture{ID: portrait, Type: "image/jpeg", Width: 4, Height: 3, Credit: "Han", Caption: "A bridge", Taken: noon, Added: noon}
		p.must(p.PutPicture(p.ctx, photo))
		p.must(p.PutPicture(p.ctx, ilbo.Picture{ID: river, Drawing: "river 7"}))
		got, err := p.Picture(p.ctx, portrait)
		p.must(err)
		p.same("picture", got, photo)
		drawn, err := p.PictureIDs(p.ctx)
		p.must(err)
		p.same("drawn", drawn, []ilbo.PictureID{river})
		_, err = p.Picture(p.ctx, "none")
		p.refuses(err, ilbo.NotFound)

		film := ilbo.Film{ID: clip, Type: "video/webm", Width: 16, Height: 9, Duration: 3 * time.Second, Drawing: "rain"}
		p.must(p.PutFilm(p.ctx, film))
		one, err := p.Film(p.ctx, clip)
		p.must(err)
		p.same("film", one, film)
		films, err := p.Films(p.ctx)
		p.must(err)
		p.same("films", films, []ilbo.Film{film})
		_, err = p.Film(p.ctx, "none")
		p.refuses(err, ilbo.NotFound)
	},
	"a login is one person's": func(t *testing.T, p *paper) {
		han := ilbo.Staff{Login: "han", Name: "Han Ji-woo", Role: ilbo.ChiefEditor, Password: "digest", Added: noon}
		p.must(p.PutStaff(p.ctx, han))
		p.refuses(p.PutStaff(p.ctx, han), ilbo.Conflict)
		got, err := p.StaffByLogin(p.ctx, "han")
		p.must(err)
		han.ID = got.ID
		p.same("staff", got, han)
		han.Password = "another"
		p.must(p.PutStaff(p.ctx, han))
		all, err := p.AllStaff(p.ctx)
		p.must(err)
		p.same("all", all, []ilbo.Staff{han})
		_, err = p.StaffByLogin(p.ctx, "nobody")
		p.refuses(err, ilbo.NotFound)
	},
}
