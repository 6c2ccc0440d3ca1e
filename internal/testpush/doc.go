// Package testpush starts a push service for tests, the one of npm's
// web-push-testing: it gives browsers subscriptions, checks by whom it is handed
// messages, and opens them as a browser would.
//
// It listens on a free port of the loopback address, and ends with the process
// that started it, however that ends: it holds one end of a pipe.
//
//	p := testpush.Start(t)
//	sub := p.Subscribe(t, key)
//	p.Messages(t, sub)
//
// Where it is not installed the test is skipped, and fails where ILBO_TEST_ALL says
// that every test has to run.
package testpush
