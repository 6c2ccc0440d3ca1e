package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// place says where papers of sizes are kept.
func (b *bench) place() string {
	if b.server != "" {
		return ", on PostgreSQL"
	}
	return ""
}

// database is the address of the one that a paper of n stories is kept in.
func (b *bench) database(n int) (name, address string, err error) {
	u, err := url.Parse(b.server)
	if err != nil {
		return "", "", fmt.Errorf("read the server's address: %w", err)
	}
	name = fmt.Sprintf("size%d", n)
	u.Path = "/" + name
	return name, u.String(), nil
}

// emptyDatabase is where a paper of n stories is to be kept: a file, or a
// database that is made anew.
func (b *bench) emptyDatabase(ctx context.Context, n int) (string, error) {
	if b.server == "" {
		return "sqlite", nil
	}
	name, address, err := b.database(n)
	if err != nil {
		return "", err
	}
	db, err := sql.Open("pgx", b.server)
	if err != nil {
		return "", err
	}
	for _, text := range []string{`DROP DATABASE IF EXISTS ` + name, `CREATE DATABASE ` + name} {
		if _, err := db.ExecContext(ctx, text); err != nil {
			return "", errors.Join(fmt.Errorf("make a database: %w", err), db.Close())
		}
	}
	return address, db.Close()
}

func (b *bench) openDatabase(ctx context.Context, _ string, n int) (*sql.DB, int64, error) {
	name, address, err := b.database(n)
	if err != nil {
		return nil, 0, err
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		return nil, 0, err
	}
	var size int64
	if err := db.QueryRowContext(ctx, `SELECT pg_database_size('`+name+`')`).Scan(&size); err != nil {
		return nil, 0, errors.Join(err, db.Close())
	}
	return db, size, nil
}
