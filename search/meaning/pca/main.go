// Pca makes pca.bin, by which vectors are reduced to codes, out of texts like those that
// are searched: a folder of files with a passage a line.
//
//	go run ./search/meaning/pca FOLDER
//
// It finds the directions that real texts differ in most: the first eigenvectors of the
// sum of their vectors' products. Their mean stays in, so that the product of two codes
// is their cosine, which a mean taken off would change. The directions are then mixed
// evenly (by the matrix of Walsh and Hadamard): cosines stay as they are, and every
// number of a code is about as large as any other, so that one step fits all.
//
// What is kept was made of 5,688 passages of 220 characters in the mean, each with the
// title before it: 818 of Party regulations, 2,000 of articles, 670 of speeches, 2,200 of
// laws. It took eight minutes of one processor.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"tiaowen/search/meaning"
)

func main() {
	if err := run(os.Args[1], "search/meaning/pca.bin"); err != nil {
		log.Fatal(err)
	}
}

func run(folder, into string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		return err
	}
	encoder, products, count := meaning.New(), newSquare(meaning.Size), 0
	for _, name := range files {
		err := lines(name, func(passage string) {
			products.addProduct(encoder.Vector(passage))
			count++
		})
		if err != nil {
			return err
		}
	}
	directions := products.directions(meaning.Width)
	fmt.Printf("%d passages; %.4f of their squares is kept\n", count, products.kept(directions))
	return os.WriteFile(into, rounded(mixed(directions)), 0o644)
}

func lines(name string, visit func(string)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		if line := strings.TrimSpace(s.Text()); line != "" {
			visit(line)
		}
	}
	return s.Err()
}
