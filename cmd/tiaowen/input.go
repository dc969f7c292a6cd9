package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// dash as an argument is standard input.
const dash = "-"

// readInput reads standard input to its end, or just past a bound. It does not keep
// waiting for a person who breaks off.
func readInput(ctx context.Context, e env, bound int64) ([]byte, error) {
	if isTerminal(e.stdin) {
		fmt.Fprintln(e.stderr, "读标准输入；写完后按 Ctrl+D（Windows 按 Ctrl+Z 再回车），放弃按 Ctrl+C。")
	}
	type read struct {
		data []byte
		err  error
	}
	done := make(chan read, 1)
	go func() {
		data, err := io.ReadAll(io.LimitReader(e.stdin, bound+1))
		done <- read{data, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-done:
		return r.data, r.err
	}
}

// maxWords is far more than any query or address may have.
const maxWords = 64 << 10

// argText is what was asked in so many arguments, or by standard input.
func argText(ctx context.Context, e env, args []string) (string, error) {
	if len(args) != 1 || args[0] != dash {
		return strings.ReplaceAll(strings.Join(args, " "), shield, ""), nil
	}
	text, err := readInput(ctx, e, maxWords)
	switch {
	case err != nil:
		return "", err
	case len(text) > maxWords:
		return "", misused(dash, "too_long", "标准输入太长了")
	case !utf8.Valid(text):
		return "", misused(dash, "not_utf8", "标准输入不是合格的 UTF-8 文本")
	}
	return strings.TrimSpace(string(text)), nil
}
