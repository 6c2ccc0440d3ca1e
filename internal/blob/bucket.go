package blob

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/s3utils"

	"ilbo.press"
)

// A Bucket says where in an S3-compatible store blobs are kept. Who may open it
// is not said here: the keys are the environment's.
type Bucket struct {
	Address  string // s3://BUCKET or s3://BUCKET/PREFIX
	Endpoint string // https://HOST; empty: Amazon's
	Region   string // empty: Amazon is asked, others are told us-east-1
	Style    string // path or virtual; empty: virtual on Amazon, path elsewhere
}

// scheme begins the address of a bucket.
const scheme = "s3://"

// amazon is where a bucket is that names no endpoint.
const amazon = "https://s3.amazonaws.com"

// prefixLength leaves a key room in the 1,024 bytes of S3's names.
const prefixLength = 256

// IsBucket reports whether an address is meant as one of a bucket.
func IsBucket(address string) bool { return strings.HasPrefix(address, scheme) }

// Check says what is wrong with b, as an Invalid error. The sentence does not
// repeat what was given: somebody may have put a password in it.
func (b Bucket) Check() error {
	name, prefix := b.split()
	switch {
	case !IsBucket(b.Address) || s3utils.CheckValidBucketNameStrict(name) != nil:
		return invalid("The address of a bucket is s3://BUCKET or s3://BUCKET/PREFIX, with a bucket's name of small letters, digits, dots and hyphens.", nil)
	case prefix != "" && (len(prefix) > prefixLength || checkKey(prefix) != nil):
		return invalid("The prefix in a bucket is a path of letters, digits, dots, hyphens and underscores, at most 256 in all.", nil)
	case b.endpoint() == nil:
		return invalid("The endpoint of a bucket is an address like https://s3.example.com: without a path, and without keys, which are taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.", nil)
	case strings.IndexFunc(b.Region, odd) >= 0 || len(b.Region) > nameLength:
		return invalid("The region of a bucket is a name like us-east-1.", nil)
	case b.Style != "" && b.Style != "path" && b.Style != "virtual":
		return invalid("The style of a bucket's addresses is path or virtual.", nil)
	}
	return nil
}

// split gives the bucket's name and the prefix, which has no slash at its end.
func (b Bucket) split() (name, prefix string) {
	name, prefix, _ = strings.Cut(strings.TrimPrefix(b.Address, scheme), "/")
	return name, strings.TrimSuffix(prefix, "/")
}

// endpoint is the store's address, nil where it is none.
func (b Bucket) endpoint() *url.URL {
	text := b.Endpoint
	if text == "" {
		text = amazon
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil ||
		strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return nil
	}
	// What minio does not take is no host, or no port.
	if _, err := minio.New(u.Host, &minio.Options{Secure: u.Scheme == "https", Transport: http.DefaultTransport}); err != nil {
		return nil
	}
	return u
}

// region is what requests are signed for; empty where the store is to be asked.
func (b Bucket) region() string {
	if b.Region == "" && !s3utils.IsAmazonEndpoint(*b.endpoint()) {
		return "us-east-1"
	}
	return b.Region
}

func (b Bucket) lookup() minio.BucketLookupType {
	switch b.Style {
	case "path":
		return minio.BucketLookupPath
	case "virtual":
		return minio.BucketLookupDNS
	}
	return minio.BucketLookupAuto
}

func invalid(say string, err error) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: say, Err: err}
}
