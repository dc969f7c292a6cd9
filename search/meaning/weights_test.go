package meaning

import (
	"crypto/sha256"
	"fmt"
	"testing"
)

// TestFiles: what comes with the program is what the commands make and pca made.
func TestFiles(t *testing.T) {
	for _, c := range []struct{ name, file, sum string }{
		{"weights.bin", weightsFile, "89bfccff3155f0141bf4175881cd22760d1bebb6fb6f46bfc9fc7713ed1bb670"},
		{"vocabulary.txt", vocabularyFile, "45bbac6b341c319adc98a532532882e91a9cefc0329aa57bac9ae761c27b291c"},
		{"pca.bin", shorterFile, "c9c53197c8518c0563a85fcaf602f6f830f73dfd86a0b9581ca9783e8a8a8af8"},
	} {
		if got := fmt.Sprintf("%x", sha256.Sum256([]byte(c.file))); got != c.sum {
			t.Errorf("%s has the checksum %s", c.name, got)
		}
	}
}
