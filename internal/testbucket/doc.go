// Package testbucket starts an S3-compatible store for tests, versitygw over
// a temporary folder, with empty buckets on it.
//
// The store listens on a free port of the loopback address, and ends with the
// process that started it, however that ends: it holds one end of a pipe.
//
//	store := testbucket.Start(t)
//	blob.OpenS3(ctx, store.Bucket(t))
//
// Start gives the test's environment the keys, so that such tests do not run in
// parallel with others of their package. Where versitygw is not installed the
// test is skipped, and fails where ILBO_TEST_ALL says that every test has to run.
package testbucket
