package blob

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"

	"github.com/minio/minio-go/v7"

	"ilbo.press"
)

// missing reports whether a store says that nothing has that name.
func missing(err error) bool {
	return said(err, minio.NoSuchKey)
}

// said reports whether err is what a store calls by that code.
func said(err error, code string) bool {
	var r minio.ErrorResponse
	return errors.As(err, &r) && r.Code == code
}

// fault is what went wrong with a blob, in a kind and a sentence. Ctx is the
// caller's: where it ended, that is what is said.
func (s *S3) fault(ctx context.Context, doing, key string, err error) error {
	err = fmt.Errorf("%s blob %s: %w", doing, key, err)
	switch say := remedy(err); {
	case ctx.Err() != nil:
		return errors.Join(ctx.Err(), err)
	case missing(err):
		return none(key)
	case say != "":
		return &ilbo.Error{Kind: ilbo.Internal, Say: say, Err: err}
	case away(err):
		return &ilbo.Error{Kind: ilbo.Busy, Say: "Pictures and films cannot be reached at the moment. Please try again in a minute.", Err: err}
	}
	return err
}

// refused is why a bucket could not be opened at host.
func (s *S3) refused(host string, err error) error {
	cause := fmt.Errorf("open bucket %s: %w", s.bucket, err)
	switch say := remedy(err); {
	case errors.Is(err, context.Canceled):
		return cause
	case say != "":
		return invalid(say, cause)
	case away(err):
		return &ilbo.Error{Kind: ilbo.Busy, Say: fmt.Sprintf("The store of pictures at %s does not answer: see whether media-endpoint is right and the store runs, then try again.", host), Err: cause}
	}
	return cause
}

// remedy says what whoever keeps the paper has to do, empty where nothing is
// theirs to do. It does not name keys.
func remedy(err error) string {
	var untrusted *tls.CertificateVerificationError
	if errors.As(err, &untrusted) {
		return "The store of pictures does not prove who it is: its certificate is not one that this machine trusts."
	}
	var r minio.ErrorResponse
	if !errors.As(err, &r) {
		return ""
	}
	switch r.Code {
	case minio.NoSuchBucket:
		return "There is no such bucket in the store of pictures: make it, or name another as media."
	case minio.InvalidAccessKeyID, minio.SignatureDoesNotMatch, "InvalidToken", "ExpiredToken", "InvalidSecurity",
		"XAdminUserNotFound": // versitygw
		return "The store of pictures does not know the keys: put right what AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, say."
	case "RequestTimeTooSkewed":
		return "The clock of this machine is wrong, and the store of pictures refuses it: set the clock."
	case minio.AuthorizationHeaderMalformed, minio.InvalidRegion, "PermanentRedirect", "IllegalLocationConstraintException":
		if r.Region != "" {
			return fmt.Sprintf("The bucket of pictures is in another region: set media-region to %.40s.", r.Region)
		}
		return "The bucket of pictures is in another region or at another endpoint: put media-region and media-endpoint right."
	case "MethodNotAllowed", "NotImplemented":
		return "What is at media-endpoint is not an S3-compatible store, or one that lacks something: see docs/operate.md for what is needed."
	}
	if r.StatusCode == http.StatusForbidden || r.StatusCode == http.StatusUnauthorized {
		return "The keys do not open the bucket of pictures: let them list it, and read, write and delete in it."
	}
	return ""
}

// away reports whether the store did not answer, or has no time.
func away(err error) bool {
	var r minio.ErrorResponse
	if !errors.As(err, &r) {
		return true // nothing that the store said: the way to it is broken
	}
	return r.StatusCode >= http.StatusInternalServerError || r.StatusCode == http.StatusTooManyRequests ||
		r.StatusCode == http.StatusRequestTimeout || r.Code == "SlowDown"
}
