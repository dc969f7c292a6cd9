//go:build templates

package web

// written is the code of a page. With this tag pages are written by html/template, so
// that the code can be made anew whatever became of the views.
func written(string) func(*markup, *page) { return nil }
