package web

import (
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// pairs are what is drawn on what, and the contrast that WCAG 2.2 AA asks:
// 4.5 for text, 3 for the edges of controls and the ring of focus.
var pairs = []struct {
	on, what []string
	least    float64
}{
	{[]string{"paper", "sheet", "sunk"}, []string{"ink", "soft", "link", "accent"}, 4.5},
	{[]string{"paper", "sheet"}, []string{"good", "warn", "bad"}, 4.5},
	{[]string{"ins", "del"}, []string{"ink"}, 4.5},
	{[]string{"target"}, []string{"ink", "soft"}, 4.5},
	{[]string{"mark", "mark-now"}, []string{"mark-ink"}, 4.5},
	{[]string{"fill"}, []string{"fill-ink"}, 4.5},
	{[]string{"ink"}, []string{"paper"}, 4.5},
	{[]string{"paper", "sheet"}, []string{"edge", "accent"}, 3},
}

var (
	darkRule   = regexp.MustCompile(`(?s):root(?:\[data-theme="dark"\]|:not\(\[data-theme="light"\]\)) \{(.*?)\}`)
	lightRule  = regexp.MustCompile(`(?s)^.*?:root \{(.*?)\}`)
	colourRule = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)
)

func stylesheet(t *testing.T) string {
	t.Helper()
	css, err := staticFiles.ReadFile("static/site.css")
	if err != nil {
		t.Fatal(err)
	}
	return string(css)
}

func colours(block string) map[string]string {
	out := map[string]string{}
	for _, m := range colourRule.FindAllStringSubmatch(block, -1) {
		out[m[1]] = m[2]
	}
	return out
}

// luminance is WCAG's relative luminance of #rrggbb.
func luminance(colour string) float64 {
	part := func(s string) float64 {
		n, _ := strconv.ParseUint(s, 16, 8)
		if v := float64(n) / 255; v > 0.04045 {
			return math.Pow((v+0.055)/1.055, 2.4)
		}
		return float64(n) / 255 / 12.92
	}
	return 0.2126*part(colour[1:3]) + 0.7152*part(colour[3:5]) + 0.0722*part(colour[5:7])
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	css := stylesheet(t)
	dark := darkRule.FindAllStringSubmatch(css, -1)
	if len(dark) != 2 || fmt.Sprint(colours(dark[0][1])) != fmt.Sprint(colours(dark[1][1])) {
		t.Fatalf("%d lists of dark colours, want 2 that say the same", len(dark))
	}
	for theme, block := range map[string]string{"light": lightRule.FindStringSubmatch(css)[1], "dark": dark[0][1]} {
		have := colours(block)
		for _, p := range pairs {
			for _, on := range p.on {
				for _, what := range p.what {
					if have[on] == "" || have[what] == "" {
						t.Fatalf("%s: no colour %s or %s", theme, on, what)
					}
					if got := contrast(have[on], have[what]); got < p.least {
						t.Errorf("%s: %s on %s has %.2f, want %.1f", theme, what, on, got, p.least)
					}
				}
			}
		}
	}
}

// Colours have names: one that is written out would be missing in the dark.
func TestColoursHaveNames(t *testing.T) {
	_, rules, _ := strings.Cut(stylesheet(t), "*, *::before")
	screen, _, _ := strings.Cut(rules, "@page")
	if found := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(`).FindAllString(screen, -1); len(found) > 0 {
		t.Errorf("colours without a name: %q", found)
	}
}

// What browsers of 2020 do not know must not be needed, and nothing may come
// from another host.
func TestOldBrowsersAndOtherHosts(t *testing.T) {
	css := stylesheet(t)
	for _, novelty := range []string{":has(", "@container", "@layer", "@scope", "color-mix(", "oklch(", "@import", "url(", ":is(", ":where(", "inset:", "aspect-ratio", "dvh", "&:"} {
		if strings.Contains(css, novelty) {
			t.Errorf("the style sheet uses %s", novelty)
		}
	}
	scripts, err := fs.Glob(staticFiles, "static/*.js")
	if err != nil || len(scripts) < 2 {
		t.Fatalf("scripts %q: %v", scripts, err)
	}
	for _, name := range scripts {
		content, err := staticFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		// site.js only rearranges the page. The others may ask this server: that they
		// name no other host is looked at below.
		script := string(content)
		if name != "static/site.js" {
			script = strings.NewReplacer("fetch(", "", "XMLHttpRequest", "").Replace(script)
		}
		for _, novelty := range []string{"?.", "??", "=>", "await ", "import ", "fetch(", "XMLHttpRequest", "innerHTML", "insertAdjacentHTML", "eval(", "document.write", "structuredClone", ".at(", "replaceAll("} {
			if strings.Contains(script, novelty) {
				t.Errorf("%s uses %s", name, novelty)
			}
		}
	}
	address := regexp.MustCompile(`(?i)(https?:)?//[a-z0-9-]+\.[a-z]`)
	for _, pattern := range append(scripts, "static/site.css", "static/icon.svg") {
		content, err := staticFiles.ReadFile(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if found := address.FindAllString(strings.ReplaceAll(string(content), "http://www.w3.org/2000/svg", ""), -1); len(found) > 0 {
			t.Errorf("%s: %q", pattern, found)
		}
	}
	entries, err := templateFiles.ReadDir("templates")
	if err != nil {
		t.Fatal(err)
	}
	forbidden := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|<script>|(https?:)?//[a-z0-9-]+\.[a-z]|<dialog`)
	for _, e := range entries {
		content, err := templateFiles.ReadFile("templates/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		if found := forbidden.FindAllString(string(content), -1); len(found) > 0 {
			t.Errorf("%s: %q", e.Name(), found)
		}
	}
}
