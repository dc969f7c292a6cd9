//go:build !amd64

package meaning

func fastest() kernel { return plain }
