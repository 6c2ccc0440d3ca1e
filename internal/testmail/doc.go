// Package testmail starts a mail server for tests, Mailpit, which takes letters by
// SMTP and shows over HTTP what it took.
//
// It listens on free ports of the loopback address, keeps what it has in a
// temporary folder, and ends with the process that started it, however that ends:
// it holds one end of a pipe.
//
//	m := testmail.Start(t)
//	smtp.New(smtp.Options{Server: m.Address, …})
//	l := m.Letters(t)[0]
//
// Where Mailpit is not installed the test is skipped, and fails where
// ILBO_TEST_ALL says that every test has to run.
package testmail
