package ilbo

// A TopicID is a topic's name in addresses: "han-river".
type TopicID string

// A Topic is a subject that stories of several sections share.
type Topic struct {
	ID    TopicID `json:"id"`
	Name  Words   `json:"name"`
	Blurb Words   `json:"blurb,omitempty"` // what the topic is about, one sentence
}
