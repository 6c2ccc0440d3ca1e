// Package testpostgres starts a PostgreSQL server for tests, with an empty place
// on it for each.
//
// The server listens on a socket in a temporary folder and nowhere else, keeps
// nothing that must survive a crash, and ends with the process that started it,
// however that ends: it holds one end of a pipe.
//
//	store.Open(ctx, testpostgres.Database(t), nil)
//
// Where no server is installed the test is skipped, and fails where
// ILBO_TEST_ALL says that every test has to run.
package testpostgres
