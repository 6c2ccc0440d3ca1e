package imaging

import (
	"image"
	"image/png"
	"os"
	"testing"
	"time"
)

func TestLook(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip()
	}
	save := func(name string, m image.Image) {
		f, _ := os.Create(dir + "/" + name)
		png.Encode(f, m)
		f.Close()
	}
	p, _ := Draw("skyline seed=2 time=dusk season=spring")
	start := time.Now()
	c, err := Card(CardText{"The Hangang Daily", "National", "Ferry service returns to the western islands after eleven years of waiting, and the whole harbour turns out", "en"}, p)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(start))
	save("card1.png", c)
	start = time.Now()
	c, _ = Card(CardText{"한강일보", "정치·사회", "국회, 韓美 관세 협상 결과 보고… “농가 보호 대책부터” 밤샘 토론 끝에 본회의 통과", "ko"}, p)
	t.Log(time.Since(start))
	save("card2.png", c)
	c, _ = Card(CardText{"The Hangang Daily", "Opinion", "Short words", "en"}, nil)
	save("card3.png", c)
	day, _ := Draw("snow seed=2 time=day")
	c, _ = Card(CardText{"한강일보", "스포츠", "첫눈 내린 마을", "ko"}, day)
	save("card4.png", c)
	for _, r := range []string{"film harbor seed=3 time=dusk", "film snow seed=1 time=day", "film market seed=1 time=night", "film coast seed=4 time=dawn", "film stage seed=2", "film rain seed=3"} {
		start := time.Now()
		b, err := Film(r)
		t.Log(r, len(b), time.Since(start), err)
		os.WriteFile(dir+"/"+r[5:9]+".webm", b, 0o644)
	}
}
