package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// dataFolder is where the data of a program lie that was opened without saying:
// in the current folder if there are some, else beside the program, where they
// are found and carried along, else, where that cannot be written, in the
// person's own folder.
func dataFolder(getenv func(string) string) string {
	if here, err := filepath.Abs("data"); err == nil && exists(filepath.Join(here, libraryName)) {
		return here
	}
	if program, err := os.Executable(); err == nil {
		if beside := filepath.Join(filepath.Dir(program), "data"); lasting(program) && writable(beside) {
			return beside
		}
	}
	return filepath.Join(ownFolder(runtime.GOOS, getenv), "tiaowen")
}

// lasting reports whether a program stays where it is: one that is run out of an
// archive or by the go command lies in a folder that is swept.
func lasting(program string) bool {
	inside, err := filepath.Rel(os.TempDir(), program)
	return err != nil || inside == ".." || strings.HasPrefix(inside, ".."+string(filepath.Separator))
}

// writable makes the folder if it is not there.
func writable(folder string) bool {
	if os.MkdirAll(folder, 0o700) != nil {
		return false
	}
	probe, err := os.CreateTemp(folder, ".probe-")
	if err != nil {
		return false
	}
	_ = probe.Close()
	return os.Remove(probe.Name()) == nil
}

// ownFolder is where programs of a system keep a person's data.
func ownFolder(system string, getenv func(string) string) string {
	home, _ := os.UserHomeDir()
	switch system {
	case "windows":
		if local := getenv("LOCALAPPDATA"); local != "" {
			return local
		}
		return filepath.Join(home, "AppData", "Local")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support")
	}
	if own := getenv("XDG_DATA_HOME"); filepath.IsAbs(own) {
		return own
	}
	return filepath.Join(home, ".local", "share")
}
