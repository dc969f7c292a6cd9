package bleve

import (
	"errors"
	"os"
	"syscall"
)

// probeSize is less than what an update that failed for want of room wanted.
const probeSize = 1 << 20

// roomy adds to what an update failed of that its disk is full, if it is: scorch
// hands on of its errors no more than the words.
func (e *Engine) roomy(err error) error {
	if err == nil || errors.Is(err, syscall.ENOSPC) {
		return err
	}
	probe, failed := os.CreateTemp(e.dir, ".probe-")
	if failed != nil {
		return errors.Join(err, failed)
	}
	_, failed = probe.Write(make([]byte, probeSize))
	return errors.Join(err, failed, probe.Close(), os.Remove(probe.Name()))
}
