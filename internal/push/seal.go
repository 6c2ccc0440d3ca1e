package push

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// recordSize is that of the one record of a message: RFC 8291, 4.
const recordSize = 4096

// seal makes a message readable for the device alone.
func seal(message, device, secret []byte) ([]byte, error) {
	once, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	salt := make([]byte, 16)
	rand.Read(salt)
	return sealWith(message, device, secret, once, salt)
}

// sealWith seals with a key that is used once, and a salt.
func sealWith(message, device, secret []byte, once *ecdh.PrivateKey, salt []byte) ([]byte, error) {
	public, err := ecdh.P256().NewPublicKey(device)
	if err != nil {
		return nil, fmt.Errorf("reading the device's key: %w", err)
	}
	shared, err := once.ECDH(public)
	if err != nil {
		return nil, err
	}
	ours := once.PublicKey().Bytes()
	key, err := hkdf.Key(sha256.New, shared, secret, "WebPush: info\x00"+string(device)+string(ours), 32)
	if err != nil {
		return nil, err
	}
	contentKey, err := hkdf.Key(sha256.New, key, salt, "Content-Encoding: aes128gcm\x00", 16)
	if err != nil {
		return nil, err
	}
	nonce, err := hkdf.Key(sha256.New, key, salt, "Content-Encoding: nonce\x00", 12)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(contentKey)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	head := append([]byte{}, salt...)
	head = binary.BigEndian.AppendUint32(head, recordSize)
	head = append(append(head, byte(len(ours))), ours...)
	last := append(append([]byte{}, message...), 2) // the mark of the last record
	return gcm.Seal(head, nonce, last, nil), nil
}
