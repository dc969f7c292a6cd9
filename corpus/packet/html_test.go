package packet

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func htmlOf(t *testing.T, p Packet, o Options) (string, *html.Node) {
	t.Helper()
	var out bytes.Buffer
	if err := WriteHTML(t.Context(), &out, p, o); err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(strings.NewReader(out.String()))
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), page
}

// TestHTMLLinks holds that every link inside the page has its target, that
// every id is there once and that nothing outside is asked for.
func TestHTMLLinks(t *testing.T) {
	for at, want := range map[SourcesAt]int{InFootnotes: 2 * 5, InLines: 0, InList: 5} {
		checkLinks(t, at, want)
	}
}

func checkLinks(t *testing.T, at SourcesAt, want int) {
	t.Helper()
	_, page := htmlOf(t, example(), Options{Sources: at})
	ids, links := map[string]int{}, []string{}
	for n := range page.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				ids[a.Val]++
			case "href":
				links = append(links, a.Val)
			case "src":
				t.Errorf("<%s src=%q>", n.Data, a.Val)
			}
		}
	}
	if len(links) != want {
		t.Errorf("%s: %d links, want %d", at, len(links), want)
	}
	for _, link := range links {
		if ids[strings.TrimPrefix(link, "#")] != 1 {
			t.Errorf("link %s leads to %d places", link, ids[strings.TrimPrefix(link, "#")])
		}
	}
}

func textOf(page *html.Node) string {
	var words strings.Builder
	for n := range page.Descendants() {
		if n.Type == html.TextNode {
			words.WriteString(n.Data)
		}
	}
	return words.String()
}

func TestHTMLText(t *testing.T) {
	text, page := htmlOf(t, example(), Options{})
	words := textOf(page)
	for _, want := range []string{"一、依据", "（二）研究“一事一议”的办法 & 讨论 a<b 的情形。", "【说明】讲到这里", "（1）清单", footnoteText(*example().Items[3].Passage)} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
	if strings.Count(text, "<table>") != 1 || strings.Count(text, "<td>") != 9 {
		t.Error("the table is not one of three rows and columns")
	}
	// Opened in a spreadsheet, a cell that begins with = is words all the same.
	if !strings.Contains(text, `td { border: 1px solid #555; padding: .2em .5em; mso-number-format: "\@" }`) {
		t.Error("cells are not marked as text")
	}
}

// TestHTMLIsData holds that no text becomes a tag.
func TestHTMLIsData(t *testing.T) {
	attack := `</title></style><script>alert(1)</script><img src=x onerror=alert(1)>"'>`
	f := essay()
	f.Title, f.Authors, f.Source, f.URL = attack, []string{attack}, attack, `javascript:alert(1)`
	_, page := htmlOf(t, Packet{Title: attack, Library: State{Date: attack}, Items: []Item{
		NewHeading(1, attack), NewNote(attack), quote("甲", "", attack+"\n"+attack+"|"+attack+"\n|", "", f, attack),
	}}, Options{})
	for n := range page.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" || n.Data == "img" {
			t.Errorf("<%s> in the page", n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("a link to %s", a.Val)
			}
		}
	}
}
