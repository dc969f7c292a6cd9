package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"os"
	"path/filepath"
)

// token is what must be shown before anything is written: nothing where only
// this machine can connect, else a secret made at the first start. It is kept in
// the library and, for the administrator to read, in a file of the data folder.
func (s *store) token(ctx context.Context, addr net.Addr) (string, error) {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		return "", nil
	}
	token, err := s.library.Setting(ctx, "token")
	if err != nil {
		return "", fmt.Errorf("read the administrator's token: %w", err)
	}
	if s.reading != nil { // nothing can be written, with or without
		if token == "" {
			token = rand.Text()
		}
		return token, nil
	}
	if token == "" {
		token = rand.Text()
		if err := s.library.SetSetting(ctx, "token", token); err != nil {
			return "", fmt.Errorf("keep the administrator's token: %w", err)
		}
	}
	path := filepath.Join(filepath.Dir(s.lock.Path()), "token")
	if err := os.WriteFile(path, []byte(token+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("write the administrator's token: %w", err)
	}
	return token, nil
}
