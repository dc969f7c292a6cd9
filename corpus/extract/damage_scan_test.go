package extract

import (
	"bytes"
	"context"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// scanDamages are what a scanner does to a page drawn at 300 dots an inch.
var scanDamages = map[string]func(p picture) picture{
	"300 dots an inch":         func(p picture) picture { return p },
	"150 dots an inch":         halved,
	"askew by 1°":              func(p picture) picture { return askew(p, 1) },
	"specks":                   func(p picture) picture { return specked(p, 0.01) },
	"150, askew, and specked":  func(p picture) picture { return specked(askew(halved(p), 0.7), 0.005) },
	"pale, on yellowish paper": paled,
}

func halved(p picture) picture {
	out := picture{width: p.width / 2, height: p.height / 2, scale: p.scale * 2}
	for y := range out.height {
		for x := range out.width {
			at := 2*y*p.width + 2*x
			out.grey = append(out.grey, byte((int(p.grey[at])+int(p.grey[at+1])+int(p.grey[at+p.width])+int(p.grey[at+p.width+1]))/4))
		}
	}
	return out
}

func askew(p picture, degrees float64) picture {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	out := picture{width: p.width, height: p.height, scale: p.scale, grey: bytes.Repeat([]byte{255}, p.width*p.height)}
	for y := range p.height {
		for x := range p.width {
			fx, fy := float64(x-p.width/2), float64(y-p.height/2)
			sx, sy := int(cos*fx-sin*fy)+p.width/2, int(sin*fx+cos*fy)+p.height/2
			if sx >= 0 && sx < p.width && sy >= 0 && sy < p.height {
				out.grey[y*p.width+x] = p.grey[sy*p.width+sx]
			}
		}
	}
	return out
}

func specked(p picture, share float64) picture {
	r := rand.New(rand.NewPCG(9, 9))
	p.grey = slices.Clone(p.grey)
	for range int(share * float64(len(p.grey))) {
		p.grey[r.IntN(len(p.grey))] = byte(r.IntN(256))
	}
	return p
}

func paled(p picture) picture {
	p.grey = slices.Clone(p.grey)
	for i, g := range p.grey {
		p.grey[i] = byte(90 + int(g)*140/255)
	}
	return p
}

// TestScanDamages: what is recognised on scanned pages is doubted wherever it
// may be wrong: every 款 and 项 says that it was read by a program.
func TestScanDamages(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	if _, err := findTesseract(context.Background()); err != nil {
		t.Skip(err)
	}
	if testing.Short() {
		t.Skip("recognising takes long")
	}
	title, paragraphs := madeLaw(2)
	paragraphs = paragraphs[:28]
	var body strings.Builder
	body.WriteString(wp(`<w:jc w:val="center"/>`, title))
	for _, p := range paragraphs {
		body.WriteString(wp(`<w:ind w:firstLine="480"/>`, p))
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "规定.docx"), []byte(makeDocx(t, body.String(), nil)), 0o600); err != nil {
		t.Fatal(err)
	}
	convert := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"),
		"--headless", "--convert-to", "pdf", "--outdir", folder, filepath.Join(folder, "规定.docx"))
	if said, err := convert.CombinedOutput(); err != nil {
		t.Skipf("soffice: %v: %.200s", err, said)
	}
	raw, err := os.ReadFile(filepath.Join(folder, "规定.pdf"))
	if err != nil {
		t.Skip(err)
	}
	var drawn []picture
	err = drawPages(raw, Options{}, []int{0}, func(_ int, p picture) error {
		p.grey = bytes.Clone(p.grey)
		drawn = append(drawn, p)
		return nil
	})
	if err != nil || len(drawn) == 0 {
		t.Fatal(err)
	}
	want, _ := addressed(readOne(t, "规定.txt", readOne(t, "规定.pdf", string(raw)).Text))
	for kind, change := range scanDamages {
		sources, err := ReadWith("扫描.pdf", scanned(change(drawn[0])), Options{OCR: true})
		if err != nil {
			t.Logf("%-26s refused: %v", kind, err)
			continue
		}
		var f damageFigures
		got, doubtful := addressed(sources[0])
		f.compare(want, got, doubtful)
		t.Logf("%-26s %v", kind, f)
		if f.wrong > 0 || f.warned < f.right || len(got) == 0 {
			t.Errorf("%s: %v", kind, f)
		}
	}
}
