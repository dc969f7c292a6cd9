//go:build !windows

package problem

import "syscall"

// local are what only systems of Unix's kind say.
var local = []systemError{
	{syscall.EDQUOT, DiskFull}, // a person's share of it is
}
