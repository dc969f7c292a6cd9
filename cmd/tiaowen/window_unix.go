//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// detach gives a command a session of its own: a browser must not close with the
// window that it was opened from, nor on Ctrl+C there.
func detach(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// ownWindow: the launcher of the release keeps the window itself.
func ownWindow() bool { return false }
