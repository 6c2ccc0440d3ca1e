// Package teststripe starts stripe-mock for tests: Stripe's own server, which
// knows every request that the real one takes, refuses the others, and remembers
// nothing.
//
// It listens on a free port of the loopback address, and ends with the process that
// started it, however that ends: it holds one end of a pipe.
//
//	payment.New(payment.Options{API: teststripe.Start(t), …})
//
// Where stripe-mock is not installed the test is skipped, and fails where
// ILBO_TEST_ALL says that every test has to run. It tells nothing by itself: [Sign]
// signs what a test has it tell.
package teststripe
