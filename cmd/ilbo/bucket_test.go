package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"image"
	"image/jpeg"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"ilbo.press"
	"ilbo.press/internal/testbucket"
)

// aPaperInABucket makes a paper with a photograph and a film in a bucket, and
// gives its folder, the paths of both, and the film.
func aPaperInABucket(t *testing.T, store *testbucket.Server) (dir, picture, film string, reel []byte) {
	t.Helper()
	b, files := store.Bucket(t), t.TempDir()
	dir = filepath.Join(files, "paper")
	ilboHere(t, "init", "--data", dir, "--title", "The Morning Post", "--media", b.Address, "--media-endpoint", b.Endpoint, "--media-style", "path")
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewYCbCr(image.Rect(0, 0, 800, 600), image.YCbCrSubsampleRatio420), nil); err != nil {
		t.Fatal(err)
	}
	page := `<!DOCTYPE html><html lang="en"><head><title>The harbor wakes</title><meta property="og:type" content="article">
<meta property="article:published_time" content="2024-03-05T09:10:00+09:00"></head><body><article><h1>The harbor wakes</h1>
<figure><img src="page_files/quay.jpg" width="800" height="600"><figcaption>The quay at dawn. Narae News</figcaption></figure>` +
		strings.Repeat("<p>The cranes at the port of Haedo used to start as soon as a ship was tied up, and then stood idle for an hour while the trucks arrived.</p>", 6) +
		`</article></body></html>`
	lines := `{"id":"1","language":"en","section":"national","headline":"Line 1","body":["Text."],"published":"2006-11-05T02:40:46Z","pictures":[{"file":"page_files/quay.jpg","caption":"The quay."}]}
{"id":"2","language":"en","section":"national","headline":"Line 2","body":["Text."],"published":"2006-11-06T02:40:46Z"}
`
	if err := os.Mkdir(filepath.Join(files, "page_files"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"page.html": page, "lines.ndjson": lines, "page_files/quay.jpg": photo.String()} {
		if err := os.WriteFile(filepath.Join(files, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ilboHere(t, "import", "page", "--data", dir, filepath.Join(files, "page.html"))
	ilboHere(t, "import", "ndjson", "--data", dir, filepath.Join(files, "lines.ndjson"))
	reel = bytes.Repeat([]byte("frame after frame "), 400_000)
	id, lead := fileFilm(t, dir, reel)
	return dir, "/pictures/" + lead + "/640.webp", "/films/" + id + ".mp4", reel
}

// fileFilm files a film, with a story that shows it, and gives its number and
// that of a photograph.
func fileFilm(t *testing.T, dir string, reel []byte) (film, photo string) {
	t.Helper()
	conf, err := settle(scriptSettings(dir), dir)
	if err != nil {
		t.Fatal(err)
	}
	h, err := open(t.Context(), conf, os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	list, err := h.store.EachStory(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		if s.Lead != nil {
			photo = string(s.Lead.Picture)
		}
	}
	f := ilbo.Film{ID: ilbo.FilmID(strings.Repeat("5e", 16)), Type: "video/mp4", Width: 640, Height: 360, Duration: time.Minute}
	story := &ilbo.Story{Language: "en", Section: "video", Headline: "The harbor, filmed", Published: time.Date(2024, 3, 6, 0, 0, 0, 0, time.UTC), Body: ilbo.Body{
		{Kind: ilbo.Paragraph, Text: ilbo.Plain("See for yourself.")},
		{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: f.ID, Type: f.Type, Width: f.Width, Height: f.Height, Duration: f.Duration}},
	}}
	if err := errors.Join(h.store.PutFilm(t.Context(), f), h.pictures.PutReel(t.Context(), f, bytes.NewReader(reel)), h.desk.Take(t.Context(), story)); err != nil {
		t.Fatal(err)
	}
	return string(f.ID), photo
}

func TestPaperInABucket(t *testing.T) {
	store := testbucket.Start(t)
	dir, picture, film, reel := aPaperInABucket(t, store)
	s := serveHere(t, dir)
	for range 2 { // made, then found
		res, body := get(t, s.url+picture)
		if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "image/webp" || !strings.HasPrefix(body, "RIFF") {
			t.Fatalf("%s: status %d, %s, %d bytes", picture, res.StatusCode, res.Header.Get("Content-Type"), len(body))
		}
	}
	res, body := get(t, s.url+film, "Range", "bytes=5000000-5000099")
	if res.StatusCode != http.StatusPartialContent || body != string(reel[5_000_000:5_000_100]) || res.Header.Get("Content-Type") != "video/mp4" {
		t.Errorf("%s: status %d, %d bytes of %s", film, res.StatusCode, len(body), res.Header.Get("Content-Type"))
	}
	if res, body := get(t, s.url+film); res.StatusCode != http.StatusOK || body != string(reel) {
		t.Errorf("%s: status %d, %d bytes", film, res.StatusCode, len(body))
	}
	if res, _ := get(t, s.url+"/cards/paper.en.jpg"); res.StatusCode != http.StatusOK {
		t.Errorf("the paper's card: status %d", res.StatusCode)
	}
	ilboHere(t, "check", "--data", dir)
	if _, err := os.Stat(filepath.Join(dir, mediaName)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the paper has a folder of pictures too: %v", err)
	}
	if said := s.logs.said(); strings.Contains(said, "level=ERROR") || strings.Contains(said, testbucket.Key) || strings.Contains(said, testbucket.Secret) {
		t.Errorf("the log says:\n%s", said)
	}
}

// What check is there for is found in a bucket too.
func TestCheckMissesWhatIsGoneFromABucket(t *testing.T) {
	store := testbucket.Start(t)
	dir, picture, _, _ := aPaperInABucket(t, store)
	id := strings.Split(picture, "/")[2]
	name := strings.Split(scriptSettings(dir).Media, "/")[2]
	if err := store.Client(t).RemoveObject(t.Context(), name, "a/paper/pictures/"+id[:2]+"/"+id+"/original.jpg", minio.RemoveObjectOptions{}); err != nil {
		t.Fatal(err)
	}
	var out, said bytes.Buffer
	if code := run(t.Context(), []string{"check", "--data", dir}, shell{out: &out, err: &said, env: noEnv}); code != exitFailed {
		t.Errorf("check gave %d", code)
	}
	if !strings.Contains(out.String(), id) || !strings.Contains(said.String(), "1 pictures are gone") {
		t.Errorf("check said %s%s", out.String(), said.String())
	}
}

// A paper of many pictures is checked in few requests, and what is wrong with
// them is found.
func TestCheckListsABucket(t *testing.T) {
	const pictures = 2_100
	store := testbucket.Start(t)
	b, dir := store.Bucket(t), filepath.Join(t.TempDir(), "paper")
	asked := store.Count(t, &b)
	ilboHere(t, "init", "--data", dir, "--title", "The Morning Post", "--media", b.Address, "--media-endpoint", b.Endpoint, "--media-style", "path")
	conf, err := settle(scriptSettings(dir), dir)
	if err != nil {
		t.Fatal(err)
	}
	h, err := open(t.Context(), conf, os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	story := &ilbo.Story{Language: "en", Section: "national", Headline: "The harbor", Published: time.Date(2024, 3, 6, 0, 0, 0, 0, time.UTC)}
	name := strings.Split(b.Address, "/")[2]
	remove := func(key string) {
		if err := store.Client(t).RemoveObject(t.Context(), name, "a/paper/"+key, minio.RemoveObjectOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	var ids []ilbo.PictureID
	for i := range pictures {
		sum := sha256.Sum256([]byte{byte(i), byte(i >> 8)})
		p := ilbo.Picture{ID: ilbo.PictureID(hex.EncodeToString(sum[:16])), Type: "image/jpeg", Width: 640, Height: 480}
		ids = append(ids, p.ID)
		if err := errors.Join(h.store.PutPicture(t.Context(), p), h.pictures.PutOriginal(t.Context(), p, strings.NewReader("x"))); err != nil {
			t.Fatal(err)
		}
		if i < 300 {
			story.Body = append(story.Body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: p.ID, Width: 640, Height: 480, Caption: "The quay.", Alt: "A quay"}}})
		}
	}
	if err := h.desk.Take(t.Context(), story); err != nil {
		t.Fatal(err)
	}
	checked := func(code int, says ...string) {
		t.Helper()
		var out bytes.Buffer
		before := asked.Load()
		if got := run(t.Context(), []string{"check", "--data", dir}, shell{out: &out, err: &out, env: noEnv}); got != code {
			t.Errorf("check gave %d: %s", got, out.String())
		}
		if n := asked.Load() - before; n > 10 {
			t.Errorf("%d requests for %d pictures", n, pictures)
		}
		for _, say := range says {
			if !strings.Contains(out.String(), say) {
				t.Errorf("check said %s\nwants %s", out.String(), say)
			}
		}
	}
	checked(exitDone, "1 story and its pictures are sound")
	folder := func(id ilbo.PictureID) string { return "pictures/" + string(id[:2]) + "/" + string(id) + "/" }
	remove(folder(ids[7]) + "original.jpg")
	remove(folder(ids[250]) + "original.jpg")
	remove(folder(ids[2_000]) + "original.jpg") // which no story prints
	stray := "pictures/00/" + strings.Repeat("0", 32) + "/320.webp"
	for _, key := range []string{"a/paper/" + stray, "a/paper/" + folder(ids[7]) + "320.webp", "a/paper/pictures/zz", "a/paper/cards/1.jpg"} {
		if _, err := store.Client(t).PutObject(t.Context(), name, key, strings.NewReader("x"), 1, minio.PutObjectOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	checked(exitFailed, "2 pictures are gone", string(ids[7]), string(ids[250]), "note: 2 files among the pictures belong to none of them, the first one is "+stray)
}

func noEnv(string) string { return "" }

// A paper moves from a folder into a bucket by its archive, films and all.
func TestPaperMovesIntoABucket(t *testing.T) {
	store := testbucket.Start(t)
	from, picture, film, reel := aPaperInABucket(t, store)
	b, dir := store.Bucket(t), t.TempDir()
	to, out, again := filepath.Join(dir, "paper"), filepath.Join(dir, "out"), filepath.Join(dir, "again")
	ilboHere(t, "export", out, "--data", from)
	ilboHere(t, "init", "--data", to, "--title", "Moved", "--media", b.Address, "--media-endpoint", b.Endpoint)
	ilboHere(t, "import", "archive", out, "--data", to)
	ilboHere(t, "check", "--data", to)
	ilboHere(t, "export", again, "--data", to)
	s := serveHere(t, to)
	if got := s.status(picture); got != http.StatusOK {
		t.Errorf("%s: status %d", picture, got)
	}
	if res, body := get(t, s.url+film); res.StatusCode != http.StatusOK || body != string(reel) {
		t.Errorf("%s: status %d, %d bytes", film, res.StatusCode, len(body))
	}
}

// The bucket goes away and comes back: pages go on, pictures are refused for the
// moment, and then all is well without a start.
func TestPaperOutlivesItsBucket(t *testing.T) {
	store := testbucket.Start(t)
	dir, picture, film, reel := aPaperInABucket(t, store)
	s := serveHere(t, dir)
	other := strings.Replace(picture, "/640.", "/320.", 1)
	s.becomes(picture, http.StatusOK, "RIFF")

	store.Stop(t)
	for range 2 {
		for _, path := range []string{"/", "/national/2006/11/06/line-2", "/national/2006/11/05/line-1", "/search?q=line", "/readyz"} {
			if got := s.status(path); got != http.StatusOK {
				t.Errorf("%s: status %d while the bucket is away", path, got)
			}
		}
		for _, path := range []string{picture, other, film} {
			start := time.Now()
			res, _ := get(t, s.url+path)
			if res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" || strings.Contains(res.Header.Get("Cache-Control"), "86400") {
				t.Errorf("%s: status %d, Retry-After %q, Cache-Control %q while the bucket is away", path, res.StatusCode, res.Header.Get("Retry-After"), res.Header.Get("Cache-Control"))
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%s: it took %v to say so", path, took)
			}
		}
	}

	store.Start(t)
	s.becomes(picture, http.StatusOK, "RIFF")
	s.becomes(other, http.StatusOK, "RIFF")
	if res, body := get(t, s.url+film); res.StatusCode != http.StatusOK || body != string(reel) {
		t.Errorf("%s: status %d, %d bytes", film, res.StatusCode, len(body))
	}
	if said := s.logs.said(); strings.Contains(said, "panic") || strings.Contains(said, testbucket.Secret) {
		t.Errorf("the log says:\n%s", said)
	}
}

// The sample's pictures are drawn into the bucket, which its settings name.
func TestSampleInABucket(t *testing.T) {
	store := testbucket.Start(t)
	b := store.Bucket(t)
	c := addConfigFlags(flag.NewFlagSet("demo", flag.ContinueOnError), true)
	if err := c.flags.Parse([]string{"--media", b.Address, "--media-endpoint", b.Endpoint}); err != nil {
		t.Fatal(err)
	}
	c.data = filepath.Join(t.TempDir(), "sample")
	if _, err := makeDemo(t.Context(), c, shell{out: io.Discard, err: io.Discard, env: noEnv}); err != nil {
		t.Fatal(err)
	}
	s := serveHere(t, c.data)
	_, home := get(t, s.url+"/")
	path := regexp.MustCompile(`/pictures/[0-9a-f]{32}/320\.webp`).FindString(home)
	if path == "" {
		t.Fatal("the sample's front has no picture")
	}
	s.becomes(path, http.StatusOK, "RIFF")
	key := "a/paper" + path
	key = strings.Replace(key, "/pictures/", "/pictures/"+path[len("/pictures/"):][:2]+"/", 1)
	info, err := store.Client(t).StatObject(t.Context(), strings.Split(b.Address, "/")[2], key, minio.StatObjectOptions{})
	if err != nil || info.ContentType != "image/webp" {
		t.Errorf("%s is %q: %v", key, info.ContentType, err)
	}
}

// Where a bucket is may be said by flags, variables and the file, and what is
// wrong with it is one sentence that repeats no secret.
func TestBucketSettings(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "paper")
	ilboHere(t, "init", "--data", dir, "--title", "The Morning Post")
	env := func(name string) string {
		return map[string]string{"ILBO_MEDIA": "s3://from-env/x", "ILBO_MEDIA_ENDPOINT": "https://s3.example.com", "ILBO_MEDIA_REGION": "moon-1", "ILBO_MEDIA_STYLE": "virtual"}[name]
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", testbucket.Secret)
	for _, test := range []struct {
		args []string
		env  func(string) string
		code int
		says []string
	}{
		{nil, env, exitDone, []string{`media = 's3://from-env/x'`, `media-endpoint = 'https://s3.example.com'`, `media-region = 'moon-1'`, `media-style = 'virtual'`}},
		{[]string{"--media", "s3://typed"}, env, exitDone, []string{`media = 's3://typed'`}},
		{[]string{"--media", "s3:/typed"}, noEnv, exitFailed, []string{"ilbo: Media is a folder, or a bucket like s3://BUCKET/PREFIX.\n"}},
		{[]string{"--media", "gs://typed"}, noEnv, exitFailed, []string{"ilbo: Media is a folder, or a bucket like s3://BUCKET/PREFIX.\n"}},
		{[]string{"--media", "s3://key:hidden@typed"}, noEnv, exitFailed, []string{"ilbo: The address of a bucket is s3://BUCKET"}},
		{[]string{"--media-endpoint", "https://key:hidden@s3.example.com"}, env, exitFailed, []string{"ilbo: The endpoint of a bucket is an address like"}},
	} {
		var said bytes.Buffer
		if code := run(context.Background(), append([]string{"config", "print", "--data", dir}, test.args...), shell{out: &said, err: &said, env: test.env}); code != test.code {
			t.Errorf("%v: %d: %s", test.args, code, said.String())
		}
		for _, want := range test.says {
			if !strings.Contains(said.String(), want) {
				t.Errorf("%v: %s\nwants %s", test.args, said.String(), want)
			}
		}
		if strings.Contains(said.String(), "hidden") || strings.Contains(said.String(), testbucket.Secret) {
			t.Errorf("%v: a secret is shown: %s", test.args, said.String())
		}
	}
}
