package main

import (
	"os/exec"
	"unsafe"

	"golang.org/x/sys/windows"
)

// detach: what the shell opens is no child of this program.
func detach(*exec.Cmd) {}

// ownWindow reports whether the console was made for this program alone, as the
// Explorer does on a double click, and so closes with it.
func ownWindow() bool {
	var processes [2]uint32
	list := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&processes[0])), uintptr(len(processes)))
	return n == 1
}
