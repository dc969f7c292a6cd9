//go:build linux || darwin || freebsd

package main

import "syscall"

// freeDisk is the room that is left for this user where path is.
func freeDisk(path string) (free uint64, ok bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(path, &s); err != nil {
		return 0, false
	}
	return uint64(s.Bavail) * uint64(s.Bsize), true
}
