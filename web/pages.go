package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
)

// The pages are rendered here and need no script: every form is answered with a
// page or a redirect. static/site.js only makes them quicker.

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static
var staticFiles embed.FS

// pageNames are the templates that are pages; the others are parts of them.
var pageNames = []string{"search", "document", "provision", "address", "compare", "similar", "collections", "collection", "collect", "recheck", "check", "topics", "topic", "requirements", "procedures", "procedure", "library", "edit", "delete", "discard", "help", "login", "quit", "error"}

// site is what pages need beside the server itself.
type site struct {
	*Server
	known     []parameter // those of a search, and what only pages know
	templates map[string]*template.Template
	assets    map[string]string // name → address with a hash of the content
	sheets    sync.Pool         // of *markup: a page is about as long as the one before it
}

// page is what every template gets: the frame, and in Body its own view.
type page struct {
	Title   string
	Nav     string // which entry of the navigation is the present one
	Query   string // what stands in the search box of the head
	Theme   string // light, dark, or empty for the system's
	Here    string // the present address, to come back to
	CSS     string
	MoreCSS []string
	JS      []string
	Icon    string
	Version string
	Writer  bool // nobody needs to log in, or this one has
	Guarded bool // writing needs a token at all
	Quit    bool // the program can be ended from here
	Checks  bool // drafts can be checked
	// Unwritable is why nothing can be written, empty if something can.
	Unwritable string
	// Lost is what the library has lost, for who looks after it.
	Lost string
	Body any
}

// pages registers the pages.
func (s *Server) pages(e *echo.Echo) error {
	st := &site{Server: s, known: append(slices.Clip(s.parameters), pageParameter), assets: map[string]string{}}
	if err := st.load(); err != nil {
		return err
	}
	s.errorPage = st.showProblem
	e.GET("/", st.search)
	e.GET(takePath, st.takeList)
	e.POST(takePath, st.takeChosen)
	e.GET("/documents/:id", st.document)
	e.GET("/documents/:id/provisions/:locator", st.provision)
	e.GET("/c/*", st.address)
	e.GET("/compare", st.compare)
	if s.cfg.Similarity != nil {
		e.GET("/similar", st.similar)
	}
	if s.cfg.Requirements != nil {
		e.GET(requirementsPath, st.requirements)
	}
	e.GET("/library", st.library)
	e.POST("/library", st.upload)
	e.POST("/library/many", st.changeMany)
	e.POST("/library/undo", st.undo)
	e.POST("/library/redo", st.redo)
	e.POST("/library/replace", st.replace)
	e.POST("/library/release", st.release)
	e.GET("/library/:id/edit", st.edit)
	e.POST("/library/:id/edit", st.correct)
	e.GET("/library/:id/delete", st.confirm)
	e.POST("/library/:id/delete", st.remove)
	e.GET("/library/:id/discard", st.askDiscard)
	e.POST("/library/:id/discard", st.discard)
	st.collectionPages(e)
	st.procedurePages(e)
	st.checkPages(e)
	e.GET("/help", st.help)
	e.GET("/login", st.login)
	e.GET("/theme", st.theme)
	if s.cfg.Quit != nil {
		e.POST(quitPath, st.quit)
	}
	st.serveStatic(e)
	return nil
}

// load parses each page with the frame and the parts, and names the static
// files by their content, so that browsers may keep them.
func (st *site) load() error {
	templates, err := parseTemplates()
	if err != nil {
		return err
	}
	st.templates = templates
	return fs.WalkDir(staticFiles, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := staticFiles.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		sum := sha256.Sum256(content)
		st.assets[path.Base(name)] = "/" + name + "?v=" + hex.EncodeToString(sum[:6])
		return nil
	})
}

func parseTemplates() (map[string]*template.Template, error) {
	frame, err := template.ParseFS(templateFiles, "templates/frame.html", "templates/part_*.html")
	if err != nil {
		return nil, fmt.Errorf("parse the frame: %w", err)
	}
	out := map[string]*template.Template{}
	for _, name := range pageNames {
		t, err := frame.Clone()
		if err != nil {
			return nil, err
		}
		if out[name], err = t.ParseFS(templateFiles, "templates/"+name+".html"); err != nil {
			return nil, fmt.Errorf("parse page %s: %w", name, err)
		}
	}
	return out, nil
}

// longestHere is how long an address may be that a page leads back to: no page of
// this server makes a longer one.
const longestHere = 8 << 10

// show renders a page whole before the first byte leaves, so that a fault in a
// template is an error page and not half a page.
func (st *site) show(c echo.Context, status int, name string, p page) error {
	p.Theme = themeOf(c)
	p.Here = c.Request().URL.RequestURI()
	if c.Request().Method != http.MethodGet || len(p.Here) > longestHere {
		p.Here = c.Request().URL.Path
	}
	p.CSS, p.Icon = st.assets["site.css"], st.assets["icon.svg"]
	p.MoreCSS = []string{st.assets["collection.css"]}
	if strings.HasPrefix(name, "procedure") {
		p.MoreCSS = append(p.MoreCSS, st.assets["procedure.css"])
	}
	if name == "requirements" {
		p.MoreCSS = append(p.MoreCSS, st.assets["requirements.css"])
	}
	p.JS = []string{st.assets["site.js"], st.assets["suggest.js"], st.assets["clause.js"], st.assets["collection.js"]}
	if name == "library" {
		p.JS = append(p.JS, st.assets["intake.js"], st.assets["library.js"])
	}
	if name == "check" {
		p.MoreCSS, p.JS = append(p.MoreCSS, st.assets["check.css"]), append(p.JS, st.assets["check.js"])
	}
	p.Checks = st.cfg.Checker != nil
	p.Version, p.Unwritable = st.cfg.Version, st.unwritable()
	p.Guarded = st.cfg.Token != ""
	p.Quit = st.cfg.Quit != nil && name != "quit"
	p.Writer = !p.Guarded || st.mayWrite(c.Request())
	if p.Writer {
		p.Lost = st.lost()
	}
	m, _ := st.sheets.Get().(*markup)
	if m == nil {
		m = &markup{}
	}
	defer st.sheets.Put(m)
	if err := m.page(st.templates, name, &p); err != nil {
		return fmt.Errorf("render page %s: %w", name, err)
	}
	h := c.Response().Header()
	if h.Get(echo.HeaderCacheControl) == "" { // errors have theirs
		h.Set(echo.HeaderCacheControl, "private, no-cache")
	}
	h.Add(echo.HeaderVary, echo.HeaderCookie)
	return c.HTMLBlob(status, m.text)
}

// serveStatic answers for the embedded files.
func (st *site) serveStatic(e *echo.Echo) {
	serve := http.FileServerFS(staticFiles)
	e.GET("/static/:name", func(c echo.Context) error {
		address, known := st.assets[c.Param("name")]
		if !known {
			return echo.ErrNotFound
		}
		if address == c.Request().URL.RequestURI() {
			c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=31536000, immutable")
		}
		serve.ServeHTTP(c.Response(), c.Request())
		return nil
	})
}

// themeCookie remembers a choice of light or dark; a cookie and not a script,
// so that the choice works without one and the page never flashes.
const themeCookie = "theme"

func themeOf(c echo.Context) string {
	if k, err := c.Cookie(themeCookie); err == nil && (k.Value == "light" || k.Value == "dark") {
		return k.Value
	}
	return ""
}

// theme stores the choice and goes back.
func (st *site) theme(c echo.Context) error {
	k := &http.Cookie{Name: themeCookie, Value: c.QueryParam("set"), Path: "/", MaxAge: 365 * 24 * 60 * 60,
		HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if k.Value != "light" && k.Value != "dark" {
		k.Value, k.MaxAge = "", -1
	}
	c.SetCookie(k)
	return c.Redirect(http.StatusSeeOther, localPath(c.QueryParam("back")))
}

// localPath is back if it is an address on this host, else the first page:
// “//host” and “/\host” lead elsewhere.
func localPath(back string) string {
	u, err := url.Parse(back)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.ContainsAny(back, "\\\r\n\t") {
		return "/"
	}
	return back
}
