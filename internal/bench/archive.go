package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// archiveStories is how many stories the archive of the measures holds.
const archiveStories = 10_000

var (
	english = strings.Fields("harbor ferry council budget night clinic river train winter market school bridge vote court port storm team league chip price rent farm island mountain lantern museum film record border reporter minister worker nurse driver student")
	korean  = strings.Fields("한강 북한 서울 부산 의회 예산 병원 학교 시장 기차 바다 겨울 선거 법원 노동자 기자 반도체 집값 영화 축구 야구 제주 날씨 외교 정부 장관 시민 마을 언어 신문")
	parts   = strings.Fields("national national/politics business business/tech finance sports sports/baseball world lifestyle/food opinion/columns entertainment-arts/film north-korea")
	people  = []string{"Kim A-ra", "Lee Bo-ram", "Park Chan", "Choi Da-in", "Jung Eun", "Han Ga-on"}
)

func (b *bench) archiveDir() string { return filepath.Join(b.dir, "archive") }

// archive makes a paper and imports the archive; it gives how long that took.
func (b *bench) archive(ctx context.Context) (time.Duration, error) {
	file := filepath.Join(b.dir, "archive.ndjson")
	if err := writeArchive(file, archiveStories, time.Now()); err != nil {
		return 0, err
	}
	if err := b.ilbo(ctx, "init", "--data", b.archiveDir(), "--title", "The Archive"); err != nil {
		return 0, err
	}
	begin := time.Now()
	err := b.ilbo(ctx, "import", "ndjson", file, "--data", b.archiveDir())
	return time.Since(begin), err
}

// writeArchive writes stories in the import format: the same each time, a third
// of them Korean, over three years before now.
func writeArchive(name string, n int, now time.Time) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	enc := json.NewEncoder(w)
	r := rand.New(rand.NewPCG(7, 7))
	for i := range n {
		language, words := "en", english
		if i%3 == 0 {
			language, words = "ko", korean
		}
		say := func(n int) string {
			list := make([]string, n)
			for i := range list {
				list[i] = words[r.IntN(len(words))]
			}
			return strings.Join(list, " ")
		}
		body := make([]string, 6+r.IntN(8))
		for i := range body {
			body[i] = say(25+r.IntN(45)) + "."
		}
		err := enc.Encode(map[string]any{
			"id": fmt.Sprint(i), "language": language, "section": parts[r.IntN(len(parts))], "headline": say(7), "deck": say(14),
			"bylines": []string{people[r.IntN(len(people))]}, "topics": []string{say(1), say(1)},
			"published": now.Add(-time.Duration(r.IntN(3*365*24*3600)) * time.Second).UTC().Format(time.RFC3339), "body": body,
		})
		if err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}
