package blob

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// An S3 keeps blobs in a bucket of an S3-compatible store, each under the
// bucket's prefix and its key. Its methods may be called at the same time from
// many goroutines, and from several machines.
//
// A store that does not answer is an error of kind Busy, told within half
// a minute and mostly at once. What only its keeper can put right, keys that were
// taken back or a bucket that is gone, is Internal once the bucket was open.
type S3 struct {
	core    minio.Core
	carrier minio.Core // for requests after which a store has to write
	bucket  string
	prefix  string // with a slash at its end, or empty
}

// How long a store may take. Requests are tried again where that can help,
// within the same time.
const (
	dialing  = 5 * time.Second  // to a connection
	silence  = 10 * time.Second // until it begins to answer, once it was told all
	patience = 30 * time.Second // for a request that carries little, all tries included
	carrying = 5 * time.Minute  // for a request that carries a part of a blob
	tries    = 3
)

// OpenS3 opens a bucket with the keys that it finds where Amazon's tools find
// theirs: in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, in the profile that
// AWS_PROFILE names, in the role of the machine. It asks the store whether they
// are good. Wrong keys, no keys, and a bucket that is not there are Invalid.
func OpenS3(ctx context.Context, b Bucket) (*S3, error) {
	if err := b.Check(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	keys := chain()
	value, err := keys.GetWithContext(&credentials.CredContext{Client: http.DefaultClient, Context: ctx})
	if err != nil || value.AccessKeyID == "" || value.SecretAccessKey == "" {
		return nil, invalid("There are no keys to the bucket: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.", err)
	}
	core, err := b.client(keys, silence)
	if err != nil {
		return nil, fmt.Errorf("open bucket: %w", err)
	}
	carrier, err := b.client(keys, carrying)
	if err != nil {
		return nil, fmt.Errorf("open bucket: %w", err)
	}
	s := &S3{core: *core, carrier: *carrier}
	if s.bucket, s.prefix = b.split(); s.prefix != "" {
		s.prefix += "/"
	}
	if err := s.knock(ctx); err != nil {
		return nil, s.refused(b.endpoint().Host, err)
	}
	return s, nil
}

// chain is where keys come from. It answers without an error, and without keys,
// where there are none.
func chain() *credentials.Credentials {
	return credentials.NewChainCredentials([]credentials.Provider{
		&credentials.EnvAWS{},
		&credentials.FileAWSCredentials{},
		// Most machines are not Amazon's, and nobody answers there.
		&credentials.IAM{Client: &http.Client{Timeout: dialing, Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: time.Second}).DialContext,
		}}},
	})
}

// client asks a store, which may be silent so long before it begins to answer.
func (b Bucket) client(keys *credentials.Credentials, silence time.Duration) (*minio.Core, error) {
	at := b.endpoint()
	return minio.NewCore(at.Host, &minio.Options{
		Creds: keys, Secure: at.Scheme == "https", Transport: transport(silence), Region: b.region(), BucketLookup: b.lookup(), MaxRetries: tries,
	})
}

func transport(silence time.Duration) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: dialing, KeepAlive: patience}).DialContext,
		TLSHandshakeTimeout:   dialing,
		ResponseHeaderTimeout: silence,
		ExpectContinueTimeout: dialing,
		IdleConnTimeout:       time.Minute,
		MaxIdleConnsPerHost:   32,
		ForceAttemptHTTP2:     true,
		DisableCompression:    true, // ranges count the bytes that are stored
	}
}

// knock asks for one name of the bucket. Only a request whose answer has a body
// says why it is refused.
func (s *S3) knock(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx) // ends the listing, which would go on
	defer cancel()
	for o := range s.core.ListObjectsIter(ctx, s.bucket, minio.ListObjectsOptions{Prefix: s.prefix, MaxKeys: 1}) {
		return o.Err
	}
	return ctx.Err()
}

// Has reports whether there is a blob under key.
func (s *S3) Has(ctx context.Context, key string) (bool, error) {
	if err := ready(ctx, key); err != nil {
		return false, err
	}
	_, err := s.stat(ctx, key)
	if missing(err) {
		return false, nil
	}
	if err != nil {
		return false, s.fault(ctx, "look for", key, err)
	}
	return true, nil
}

func (s *S3) stat(ctx context.Context, key string) (minio.ObjectInfo, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return s.core.StatObject(ctx, s.bucket, s.prefix+key, minio.StatObjectOptions{})
}

// Delete takes the blob under key away. It is safe to do twice.
func (s *S3) Delete(ctx context.Context, key string) error {
	if err := ready(ctx, key); err != nil {
		return err
	}
	asking, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := s.core.RemoveObject(asking, s.bucket, s.prefix+key, minio.RemoveObjectOptions{}); err != nil && !missing(err) {
		return s.fault(ctx, "delete", key, err)
	}
	return nil
}
