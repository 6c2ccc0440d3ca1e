package smtp

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"os"

	"github.com/emersion/go-msgauth/dkim"

	"ilbo.press"
)

// signed are the fields that a signature vouches for. Those that a letter may
// not have are among them, so that nobody adds one on the way.
var signed = []string{"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
	"List-Unsubscribe", "List-Unsubscribe-Post", "Reply-To", "Cc"}

// A signature is how the paper signs its letters.
type signature struct {
	key              crypto.Signer
	domain, selector string
}

// readKey reads a key of RSA or of Ed25519 from a PEM file, as openssl writes it.
func readKey(file string) (crypto.Signer, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: "The key that letters are signed with cannot be read.", Err: err}
	}
	bad := &ilbo.Error{Kind: ilbo.Invalid, Say: "The key that letters are signed with is no key of RSA (at least 1024 bits) or Ed25519 in a PEM file."}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, bad
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil && key.N.BitLen() >= 1024 {
		return key, nil
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, bad
	}
	switch key := key.(type) {
	case *rsa.PrivateKey:
		if key.N.BitLen() >= 1024 {
			return key, nil
		}
	case ed25519.PrivateKey:
		return key, nil
	}
	return nil, bad
}

// sign puts a signature before a message.
func (s *signature) sign(message []byte) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(len(message) + 1_024)
	err := dkim.Sign(&b, bytes.NewReader(message), &dkim.SignOptions{
		Domain: s.domain, Selector: s.selector, Signer: s.key, HeaderKeys: signed,
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed,
	})
	if err != nil {
		return nil, fmt.Errorf("signing a letter: %w", err)
	}
	return b.Bytes(), nil
}

// record is what the domain's TXT record at SELECTOR._domainkey says.
func (s *signature) record() (string, error) {
	if key, ok := s.key.(ed25519.PrivateKey); ok {
		return "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey)), nil
	}
	public, err := x509.MarshalPKIXPublicKey(s.key.Public())
	if err != nil {
		return "", err
	}
	return "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(public), nil
}
