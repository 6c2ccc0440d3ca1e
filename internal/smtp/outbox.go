package smtp

import (
	"fmt"
	"os"
	"path/filepath"
)

// write keeps a message as a file that mail programs open. The folder is for the
// paper's own eyes: links to sign in with lie in it.
func (p *Post) write(message []byte, mark string) error {
	if err := os.MkdirAll(p.outbox, 0o700); err != nil {
		return fmt.Errorf("making the outbox: %w", err)
	}
	name := filepath.Join(p.outbox, p.clock().UTC().Format("20060102-150405.000")+"-"+mark[:8]+".eml")
	if err := os.WriteFile(name+".part", message, 0o600); err != nil {
		return fmt.Errorf("writing a letter into the outbox: %w", err)
	}
	return os.Rename(name+".part", name)
}
