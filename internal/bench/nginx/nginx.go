package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"text/template"
	"time"

	"ilbo.press/internal/testroom"
)

// config is nginx as somebody who knows it would set it for one static page.
var config = template.Must(template.New("nginx.conf").Parse(`# made for one comparison
daemon off;
worker_processes auto;
pid {{.Dir}}/nginx.pid;
error_log stderr crit;
events { worker_connections 1024; }
http {
	access_log off;
	sendfile on;
	tcp_nopush on;
	keepalive_requests 100000000;
	gzip_static on;
	gzip_vary on;
	open_file_cache max=100;
	open_file_cache_valid 60s;
	default_type "text/html; charset=utf-8";
	client_body_temp_path {{.Dir}}/body;
	proxy_temp_path {{.Dir}}/proxy;
	fastcgi_temp_path {{.Dir}}/fastcgi;
	uwsgi_temp_path {{.Dir}}/uwsgi;
	scgi_temp_path {{.Dir}}/scgi;
	server {
		listen {{.Address}};
		root {{.Dir}}/www;
		{{range .Header}}add_header {{.Name}} "{{.Value}}";
		{{end}}
	}
}
`))

type headerField struct{ Name, Value string }

// startNginx serves packed as a file that gzip made, with the header fields that
// ours has and nginx does not write by itself.
func startNginx(ctx context.Context, packed []byte, header http.Header) (*server, error) {
	dir, err := os.MkdirTemp("", "ilbo-nginx-")
	if err != nil {
		return nil, err
	}
	address, err := testroom.FreeAddress()
	if err == nil {
		err = lay(dir, address, packed, header)
	}
	if err != nil {
		return nil, err
	}
	var errs bytes.Buffer
	cmd := exec.Command("/usr/sbin/nginx", "-p", dir, "-c", filepath.Join(dir, "nginx.conf"), "-e", "stderr")
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start nginx: %w", err)
	}
	s := &server{
		url: "http://" + address + path,
		cpu: func() (time.Duration, error) { return childrenTime(cmd.Process.Pid) },
		close: func() {
			cmd.Process.Signal(syscall.SIGTERM)
			cmd.Wait()
			os.RemoveAll(dir)
		},
	}
	if err := answers(ctx, s.url); err != nil {
		s.close()
		return nil, fmt.Errorf("nginx does not answer: %w: %s", err, &errs)
	}
	return s, nil
}

// lay writes nginx's files. They must be open to the account that its workers
// run under.
func lay(dir, address string, packed []byte, header http.Header) error {
	var b bytes.Buffer
	view := struct {
		Dir, Address string
		Header       []headerField
	}{Dir: dir, Address: address}
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cache-Control"} {
		if v := header.Get(name); v != "" {
			view.Header = append(view.Header, headerField{name, strings.ReplaceAll(v, `"`, `\"`)})
		}
	}
	if err := config.Execute(&b, view); err != nil {
		return err
	}
	file := filepath.Join(dir, "www", filepath.FromSlash(path)+".gz")
	for _, err := range []error{
		os.Chmod(dir, 0o755),
		os.WriteFile(filepath.Join(dir, "nginx.conf"), b.Bytes(), 0o644),
		os.MkdirAll(filepath.Dir(file), 0o755),
		os.WriteFile(file, packed, 0o644),
		os.WriteFile(strings.TrimSuffix(file, ".gz"), packed, 0o644), // gzip_static wants the plain file's name only
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// answers waits until the server does, five seconds at most.
func answers(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	for {
		_, err := get(ctx, url, "gzip")
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(20 * time.Millisecond):
		}
	}
}
