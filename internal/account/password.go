package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"ilbo.press"
)

// The cost of a digest: Argon2id with the parameters that RFC 9106, section 4,
// recommends second, for servers that cannot spare 2 GiB a sign-in.
const (
	passes  = 3
	memory  = 64 * 1024 // KiB
	threads = 4
	saltLen = 16
	keyLen  = 32
)

// The shortest and the longest password, in characters and in bytes.
const (
	shortest = 10
	longest  = 1024
)

// Digest makes what is stored of a password, in the PHC string format. A
// password that is too short or too long is refused with a sentence.
func Digest(password string) (string, error) {
	if utf8.RuneCountInString(password) < shortest || len(password) > longest {
		return "", &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A password has at least %d characters, and at most %d bytes.", shortest, longest), Err: BadPassword}
	}
	salt := make([]byte, saltLen)
	rand.Read(salt) // never fails: crypto/rand ends the program instead
	key := argon2.IDKey([]byte(password), salt, passes, memory, threads, keyLen)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes, threads, enc.EncodeToString(salt), enc.EncodeToString(key)), nil
}

// Matches reports whether a password is the one that a digest was made from. A
// digest that cannot be read matches nothing.
func Matches(digest, password string) bool {
	parts := strings.Split(digest, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > longest {
		return false
	}
	var version int
	var m, t uint32
	var p uint8
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &m, &t, &p); err != nil || m > 4*memory || t > 16 || t == 0 || p == 0 {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	key, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(key) != keyLen {
		return false
	}
	return subtle.ConstantTimeCompare(key, argon2.IDKey([]byte(password), salt, t, m, p, keyLen)) == 1
}

// NewPassword makes one that nobody guesses and everybody can type: sixteen
// small letters and digits in groups of four, without those that look alike.
func NewPassword() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789" // 31: five bits less a whisker
	raw := make([]byte, 0, 64)
	var b strings.Builder
	for n := 0; n < 16; {
		if len(raw) == 0 {
			raw = raw[:64]
			rand.Read(raw)
		}
		i := raw[0] & 31
		raw = raw[1:]
		if int(i) >= len(letters) {
			continue
		}
		if n > 0 && n%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[i])
		n++
	}
	return b.String()
}
