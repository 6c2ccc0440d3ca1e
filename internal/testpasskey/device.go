// Package testpasskey is a device that makes and shows passkeys as a browser would,
// for tests, which have it lie, too.
package testpasskey

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"
)

// A Device holds one passkey at a time, the one that it made last.
type Device struct {
	T       testing.TB
	Origin  string // of the page that asks
	Counter uint32 // of the last answer
	Handle  []byte // whose the passkey is
	ID      []byte // of the credential

	key *ecdsa.PrivateKey
}

// What a device says of itself: somebody is there, it has seen their finger, face
// or code, and a key comes with it.
const (
	present  = 0x01
	verified = 0x04
	attested = 0x40
)

// A question holds what a device reads of both kinds of options.
type question struct {
	PublicKey struct {
		Challenge string
		RPID      string `json:"rpId"`
		RP        struct{ ID string }
		User      struct{ ID string }
	} `json:"publicKey"`
}

func (d *Device) read(options []byte) (q question) {
	d.T.Helper()
	d.must(json.Unmarshal(options, &q))
	return q
}

func (d *Device) must(err error) {
	d.T.Helper()
	if err != nil {
		d.T.Fatal(err)
	}
}

// Create makes a passkey, and answers the options of a creation.
func (d *Device) Create(options []byte) []byte {
	d.T.Helper()
	q := d.read(options)
	var err error
	d.Handle, err = base64.RawURLEncoding.DecodeString(q.PublicKey.User.ID)
	d.must(err)
	d.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	d.must(err)
	point, err := d.key.PublicKey.Bytes() // 4, x and y
	d.must(err)
	d.ID = make([]byte, 16)
	rand.Read(d.ID)
	data := d.data(q.PublicKey.RP.ID, present|verified|attested)
	data = append(data, make([]byte, 16)...) // of no make
	data = binary.BigEndian.AppendUint16(data, uint16(len(d.ID)))
	data = append(data, d.ID...)
	// The key in CBOR, as RFC 9053 has it: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
	data = append(data, 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20)
	data = append(data, point[1:33]...)
	data = append(data, 0x22, 0x58, 0x20)
	data = append(data, point[33:]...)
	// {"fmt": "none", "attStmt": {}, "authData": data}
	object := append([]byte("\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x58"), byte(len(data)))
	return d.answer(map[string]any{"clientDataJSON": d.client("webauthn.create", q), "attestationObject": append(object, data...)})
}

// Get signs the options of a request with the passkey. Its counter moves on.
func (d *Device) Get(options []byte) []byte {
	d.T.Helper()
	q := d.read(options)
	d.Counter++
	data, client := d.data(q.PublicKey.RPID, present|verified), d.client("webauthn.get", q)
	said := sha256.Sum256(client)
	sum := sha256.Sum256(append(append([]byte{}, data...), said[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, d.key, sum[:])
	d.must(err)
	return d.answer(map[string]any{"clientDataJSON": client, "authenticatorData": data, "signature": signature, "userHandle": d.Handle})
}

// data is what a device signs of itself: https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data.
func (d *Device) data(host string, flags byte) []byte {
	sum := sha256.Sum256([]byte(host))
	return binary.BigEndian.AppendUint32(append(sum[:], flags), d.Counter)
}

func (d *Device) client(kind string, q question) []byte {
	text, err := json.Marshal(map[string]any{"type": kind, "challenge": q.PublicKey.Challenge, "origin": d.Origin, "crossOrigin": false})
	d.must(err)
	return text
}

func (d *Device) answer(response map[string]any) []byte {
	for name, value := range response {
		response[name] = base64.RawURLEncoding.EncodeToString(value.([]byte))
	}
	id := base64.RawURLEncoding.EncodeToString(d.ID)
	text, err := json.Marshal(map[string]any{"id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": map[string]any{}})
	d.must(err)
	return text
}
