package main

import (
	"context"
	"errors"
	"os/exec"
	"runtime"
	"time"
)

var errNoBrowser = errors.New("no browser")

// browserPatience is how long a command that opens browsers may take to say that
// it cannot. One that goes on has become the browser itself.
const browserPatience = 3 * time.Second

// browse opens the address in the person's browser.
func browse(ctx context.Context, url string, getenv func(string) string) error {
	for _, command := range browsers(runtime.GOOS, getenv) {
		if start(ctx, append(command, url)) == nil {
			return nil
		}
	}
	return errNoBrowser
}

// browsers are the commands that open an address, the best first. A Linux
// without a screen has none: what is called so there would take the terminal.
func browsers(system string, getenv func(string) string) [][]string {
	switch system {
	case "windows":
		return [][]string{{"rundll32", "url.dll,FileProtocolHandler"}}
	case "darwin":
		return [][]string{{"open"}}
	}
	if getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == "" {
		return nil
	}
	return [][]string{{"xdg-open"}, {"gio", "open"}, {"x-www-browser"}, {"firefox"}, {"chromium"}}
}

// start runs a command that outlives this program, and fails if it does soon.
func start(ctx context.Context, command []string) error {
	opener := exec.Command(command[0], command[1:]...)
	detach(opener)
	if err := opener.Start(); err != nil {
		return err
	}
	failed := make(chan error, 1)
	go func() { failed <- opener.Wait() }()
	select {
	case err := <-failed:
		return err
	case <-time.After(browserPatience):
	case <-ctx.Done():
	}
	return nil
}
