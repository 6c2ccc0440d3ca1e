// Package testvarnish starts Varnish for tests, with the VCL that docs tells
// people to use.
//
// It listens on a free port of the loopback address, keeps what it has in
// memory, and ends with the process that started it, however that ends: it holds
// one end of a pipe.
//
//	v := testvarnish.Start(t, "127.0.0.1:8080")
//	http.Get(v.URL + "/")
//
// Where Varnish and its vmods are not installed the test is skipped, and fails
// where ILBO_TEST_ALL says that every test has to run.
package testvarnish
