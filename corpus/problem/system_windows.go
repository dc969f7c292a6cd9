package problem

import "syscall"

// local are what only Windows says.
var local = []systemError{
	{syscall.Errno(39), DiskFull},     // ERROR_HANDLE_DISK_FULL
	{syscall.Errno(112), DiskFull},    // ERROR_DISK_FULL
	{syscall.Errno(19), ReadOnlyDisk}, // ERROR_WRITE_PROTECT
	{syscall.Errno(267), NotAFolder},  // ERROR_DIRECTORY
	{syscall.Errno(145), NotEmpty},    // ERROR_DIR_NOT_EMPTY
	{syscall.Errno(109), ClosedPipe},  // ERROR_BROKEN_PIPE
	{syscall.Errno(232), ClosedPipe},  // ERROR_NO_DATA
}
