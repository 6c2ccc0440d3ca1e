package push_test

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/push"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func sender(t *testing.T, allow ...netip.Prefix) *push.Sender {
	t.Helper()
	key, err := push.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	s, err := push.New(push.Options{Key: key, Contact: "mailto:desk@daily.example", Allow: allow, Timeout: 2 * time.Second, Clock: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var loopback = netip.MustParsePrefix("127.0.0.0/8")

func device(t *testing.T, endpoint string) ilbo.Device {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return ilbo.Device{Endpoint: endpoint, Key: key.PublicKey().Bytes(), Secret: make([]byte, 16)}
}

func TestThePaperNamesItselfAndSaysHowUrgentItIs(t *testing.T) {
	var head http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head = r.Header
		w.WriteHeader(http.StatusCreated)
	}))
	defer server.Close()
	s := sender(t, loopback)
	if _, err := s.Send(t.Context(), ilbo.Push{Device: device(t, server.URL+"/x"), Message: []byte("{}"), Lasts: time.Hour, Urgency: ilbo.Breaking, Topic: "alert-7"}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"TTL": "3600", "Urgency": "high", "Topic": "alert-7", "Content-Encoding": "aes128gcm"} {
		if got := head.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	token, public, ok := strings.Cut(strings.TrimPrefix(head.Get("Authorization"), "vapid t="), ", k=")
	parts := strings.Split(token, ".")
	if !ok || len(parts) != 3 || public != s.Public() {
		t.Fatalf("named by %q", head.Get("Authorization"))
	}
	raw := func(text string) []byte {
		b, err := base64.RawURLEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), raw(public))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	signature := raw(parts[2])
	if !ecdsa.Verify(key, sum[:], new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])) {
		t.Error("the signature is not the key's")
	}
	var claims struct {
		Aud, Sub string
		Exp      int64
	}
	if err := json.Unmarshal(raw(parts[1]), &claims); err != nil || claims.Aud != server.URL || claims.Sub != "mailto:desk@daily.example" || claims.Exp <= noon.Unix() || claims.Exp > noon.Add(24*time.Hour).Unix() {
		t.Errorf("claims %+v, %v", claims, err)
	}
}

func TestAnswersSayWhatToDoNext(t *testing.T) {
	for name, c := range map[string]struct {
		code  int
		after string
		kind  ilbo.Kind
		wait  time.Duration
	}{
		"gone":              {410, "", ilbo.Gone, 0},
		"not there":         {404, "", ilbo.Gone, 0},
		"too many":          {429, "120", ilbo.Busy, 2 * time.Minute},
		"too many, by date": {429, noon.Add(time.Minute).Format(http.TimeFormat), ilbo.Busy, time.Minute},
		"for ever":          {503, "99999999999", ilbo.Busy, 0},
		"for a year":        {503, "31536000", ilbo.Busy, 24 * time.Hour},
		"broken":            {502, "", ilbo.Busy, 0},
		"refused":           {403, "", ilbo.Invalid, 0},
		"elsewhere":         {302, "", ilbo.Invalid, 0},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/led" {
				t.Errorf("%s: it went where the answer led", name)
			}
			w.Header().Set("Location", "/led")
			w.Header().Set("Retry-After", c.after)
			w.WriteHeader(c.code)
		}))
		wait, err := sender(t, loopback).Send(t.Context(), ilbo.Push{Device: device(t, server.URL), Message: []byte("{}"), Urgency: ilbo.Routine})
		if !errors.Is(err, c.kind) || wait != c.wait && name != "for ever" {
			t.Errorf("%s: %v after %s", name, err, wait)
		}
		server.Close()
	}
}

func TestNoDeviceLeadsIntoTheNewsroomsNetwork(t *testing.T) {
	asked := false
	inside := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true })
	plain, sealed := httptest.NewServer(inside), httptest.NewTLSServer(inside)
	defer plain.Close()
	defer sealed.Close()
	port := sealed.URL[strings.LastIndexByte(sealed.URL, ':'):]
	for _, endpoint := range []string{plain.URL, sealed.URL, "https://localhost" + port, "https://[::1]" + port, "https://[::ffff:127.0.0.1]" + port, "https://2130706433" + port, "https://10.1.2.3/", "https://169.254.169.254/", "http://push.example/", "file:///etc/passwd", "https:///x"} {
		_, err := sender(t).Send(t.Context(), ilbo.Push{Device: device(t, endpoint), Message: []byte("{}"), Urgency: ilbo.Breaking})
		if err == nil || strings.Contains(err.Error(), "certificate") {
			t.Errorf("%s: %v", endpoint, err)
		}
	}
	if asked {
		t.Error("it was asked")
	}
}

func TestLongMessagesAreRefused(t *testing.T) {
	if _, err := sender(t, loopback).Send(t.Context(), ilbo.Push{Device: device(t, "http://127.0.0.1:1"), Message: make([]byte, ilbo.MaxPush+1)}); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("got %v", err)
	}
}

func TestALineThatIsCutLeavesADoubtAndOneThatWasNeverOpenedDoesNot(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		conn.Close()
	}))
	cut := ilbo.Push{Device: device(t, server.URL+"/secret"), Message: []byte("{}"), Urgency: ilbo.Breaking}
	_, err := sender(t, loopback).Send(t.Context(), cut)
	var doubt *ilbo.Doubt
	if !errors.As(err, &doubt) || errors.Is(err, ilbo.Busy) || strings.Contains(err.Error(), "secret") {
		t.Errorf("a line that is cut: %v", err)
	}
	server.Close()
	if _, err := sender(t, loopback).Send(t.Context(), cut); !errors.Is(err, ilbo.Busy) || errors.As(err, &doubt) {
		t.Errorf("nobody listens: %v", err)
	}
}
