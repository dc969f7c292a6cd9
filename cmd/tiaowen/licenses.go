package main

import (
	_ "embed"
	"fmt"
)

// notices are the licences of all that is built in, beside the project's own.
//
//go:generate sh -c "go run ./notices > notices.txt"
//go:embed notices.txt
var notices string

type licensesCmd struct{}

// Run writes them out: whoever passes the program on must pass them on with it.
func (licensesCmd) Run(e env) error {
	_, err := fmt.Fprintf(e.stdout, "条文里用了下列作品，各按自己的许可使用，全文如下；把程序交给别人时请一并附上。\n\n%s", notices)
	return err
}
