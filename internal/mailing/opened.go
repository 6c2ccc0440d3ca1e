package mailing

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
)

// OpenedPath is where the picture is that letters of newsletters show whose opens
// are counted. Its address names the mailing, and is the same in all letters of it:
// nobody can tell by it who opened one.
const OpenedPath = "/newsletters/opened/"

// openedEnd is how the picture's name ends.
const openedEnd = ".gif"

// opened is the address of a mailing's picture; empty where its opens are not
// counted.
func (d *Desk) opened(m *mailing, counted bool) string {
	if !counted || m.ID == 0 {
		return ""
	}
	return d.Base + OpenedPath + d.sealed(m.ID) + openedEnd
}

// sealed is the number of a mailing with a seal, so that only who has a letter of it
// can say that one was opened.
func (d *Desk) sealed(mailing int64) string {
	number := strconv.FormatInt(mailing, 10)
	h := hmac.New(sha256.New, d.OpenedKey[:])
	h.Write([]byte("mailing opened\n" + number))
	return number + "-" + base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:9])
}

// OpenedMailing is the mailing whose picture has a name; false where the paper made
// no such name.
func (d *Desk) OpenedMailing(name string) (mailing int64, ok bool) {
	name, isPicture := strings.CutSuffix(name, openedEnd)
	number, _, _ := strings.Cut(name, "-")
	id, err := strconv.ParseInt(number, 10, 64)
	if !isPicture || err != nil || id <= 0 || !hmac.Equal([]byte(name), []byte(d.sealed(id))) {
		return 0, false
	}
	return id, true
}
