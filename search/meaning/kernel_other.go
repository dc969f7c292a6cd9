//go:build !amd64 && !arm64

package meaning

func fastest() kernel { return plain }

// Kernel names what this processor computes with.
func Kernel() string { return plainName }
