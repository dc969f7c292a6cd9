package web

import (
	"net/http/httptest"
	"os"
	"net/url"
	"path/filepath"
	"testing"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func TestLook(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" { t.Skip() }
	sh := newShelf(t)
	srv := httptest.NewServer(pageServer(t, sh, nil))
	defer srv.Close()
	ctx := newBrowser(t)
	var reg, essay string
	for _, r := range sh.records { 
		if strings.Contains(r.Document.Fields.Title,"发展党员") { reg = r.Document.ID }
		if strings.Contains(r.Document.Fields.Title,"调研")||strings.Contains(r.Document.Fields.Title,"质量") { essay = r.Document.ID } 
		fmt.Println(r.Document.ID, r.Document.Fields.Kind, r.Document.Fields.Genre)
	}
	old := ""
	for _, r := range sh.records { if sh.head(r, "2026-03-02").Successor != "" { old = r.Document.ID } }
	pages := map[string]string{
		"home": "/", "search": "/?q="+url.QueryEscape("党支部")+"&kind=regulation", "none": "/?q="+url.QueryEscape("党支部 火星")+"&kind=speech",
		"doc": "/documents/"+url.PathEscape(reg)+"?q="+url.QueryEscape("发展对象")+"#art_8", "essay": "/documents/"+url.PathEscape(essay),
		"old": "/documents/"+url.PathEscape(old),
		"library": "/library", "edit": "/library/"+url.PathEscape(reg)+"/edit", "delete": "/library/"+url.PathEscape(reg)+"/delete", "help": "/help", "login": "/login", "404": "/documents/nix",
	}
	only := os.Getenv("ONLY")
	for name, p := range pages {
		if only != "" && !strings.Contains(","+only+",", ","+name+",") { continue }
		for _, w := range []int64{375, 768, 1280} {
			for _, theme := range []string{"light", "dark"} {
				if theme == "dark" && w == 768 { continue }
				_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}, {Name:"prefers-reduced-motion", Value:"reduce"}}})
				if err != nil { t.Fatal(err) }
				h := int64(900)
				if os.Getenv("TALL") != "" { h = 2200 }
				if err := chromedp.Do(ctx, chromedp.EmulateViewport(w, h), chromedp.Navigate("about:blank"), chromedp.Navigate(srv.URL+p)); err != nil { t.Fatal(name, err) }
				png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
				if err != nil { t.Fatal(err) }
				wide, _ := chromedp.Run(ctx, chromedp.Evaluate[float64]("document.documentElement.scrollWidth - innerWidth"))
				if wide > 0 { fmt.Println("WIDE", name, w, wide) }
				os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d-%s.png", name, w, theme)), png, 0o644)
			}
		}
	}
}
