// Package sample holds the texts that an empty library is filled with, so that
// a newcomer sees within a minute what the program does. They were written for
// this project about an invented 示例市: nothing in them is law, nobody in them
// exists, and 示例 stands in every title so that no citation of them can be
// taken for a real one.
//
// They go the same way as any imported file. Front matter says what a person
// would know about each; most of it stands in the text as well.
package sample

import (
	"embed"
	"fmt"
)

//go:embed texts
var texts embed.FS

// File is one sample as it would lie on a disk.
type File struct {
	Name string // without folders
	Data []byte
}

// Files are all samples, sorted by name.
func Files() []File {
	entries, err := texts.ReadDir("texts")
	if err != nil {
		panic(fmt.Sprintf("sample: read embedded folder: %v", err))
	}
	files := make([]File, 0, len(entries))
	for _, e := range entries {
		data, err := texts.ReadFile("texts/" + e.Name())
		if err != nil {
			panic(fmt.Sprintf("sample: read embedded %s: %v", e.Name(), err))
		}
		files = append(files, File{Name: e.Name(), Data: data})
	}
	return files
}
