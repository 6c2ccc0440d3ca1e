package page

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"

	"ilbo.press"
)

// number names a story that has no number of its own by what a second copy of
// its page shares with the first: the headline and the minute of publication.
func number(headline string, published time.Time) string {
	at := ""
	if !published.IsZero() {
		at = published.UTC().Format("2006-01-02T15:04")
	}
	return hashed(strings.ToLower(ilbo.Clean(headline)) + "\n" + at)
}

// addressNumber names a story by its address, whatever the scheme, the "www."
// and the campaign that led there. It is empty where the address is none.
func addressNumber(address *url.URL) string {
	if address == nil || address.Host == "" {
		return ""
	}
	query := address.Query()
	for key := range query {
		if strings.HasPrefix(key, "utm_") || key == "fbclid" || key == "gclid" {
			query.Del(key)
		}
	}
	host := strings.TrimPrefix(strings.ToLower(address.Host), "www.")
	return hashed(host + strings.TrimSuffix(address.EscapedPath(), "/") + "?" + query.Encode())
}

func hashed(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "page:" + hex.EncodeToString(sum[:16])
}
