// Command notices writes the licences of all that is built into tiaowen, as
// ../notices.txt holds them: of every module that is linked into a program of a
// release, of those that data in it was compiled from, and of what stands inside modules
// without a licence of its own beside it (extra/*.txt: the works on the first lines,
// then the text).
//
// A text that several share is written once, under the names of all of them.
package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// targets are the systems of which .release/build makes programs: what is linked
// differs between them.
var targets = []string{"linux/amd64", "linux/arm64", "linux/loong64", "windows/amd64"}

// notice names the files that a work's terms are in.
var notice = regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|patents)([._-].*)?$`)

// notOurs are files of that name that concern nothing that is built in.
var notOurs = regexp.MustCompile(`(?i)\.go$|^LICENSE-LOGO$`)

func main() {
	all := texts{}
	for _, add := range []func(texts) error{addModules, addExtras} {
		if err := add(all); err != nil {
			fmt.Fprintln(os.Stderr, "notices:", err)
			os.Exit(1)
		}
	}
	fmt.Print(all)
}

// texts are licences by what they say, however their lines are broken.
type texts map[string]*text

type text struct {
	works []string
	body  string
}

// add notes that works are under the terms of body.
func (t texts) add(body string, works ...string) {
	key := strings.Join(strings.Fields(body), " ")
	if t[key] == nil {
		t[key] = &text{body: strings.TrimSpace(strings.ReplaceAll(body, "\r", ""))}
	}
	for _, w := range works {
		if !slices.Contains(t[key].works, w) {
			t[key].works = append(t[key].works, w)
		}
	}
}

// String is all of them in the order of the works.
func (t texts) String() string {
	var list []*text
	for _, one := range t {
		slices.Sort(one.works)
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b *text) int {
		return strings.Compare(a.works[0]+a.body, b.works[0]+b.body)
	})
	var out strings.Builder
	for _, one := range list {
		fmt.Fprintf(&out, "%s\n%s\n%s\n\n%s\n\n", strings.Repeat("=", 80), strings.Join(one.works, "\n"), strings.Repeat("-", 80), one.body)
	}
	return out.String()
}

// addModules takes the terms from the folders of linked packages, and from those
// above them up to the module's own, where there must be some.
func addModules(all texts) error {
	folders := map[string]string{} // a folder → its module
	roots := map[string]string{}   // a module → its folder
	for _, target := range targets {
		if err := linked(target, folders, roots); err != nil {
			return err
		}
	}
	for module, root := range roots {
		if found, err := addFolder(all, root, module); err != nil || !found {
			return fmt.Errorf("%s has no licence: %v", module, err)
		}
	}
	for folder, module := range folders {
		for ; folder != roots[module]; folder = filepath.Dir(folder) {
			if _, err := addFolder(all, folder, module); err != nil {
				return err
			}
		}
	}
	return nil
}

// compiler makes data of the program of what its modules hold: words of gse's dictionary.
const compiler = "tiaowen/indexer/words/compile"

// linked notes the packages of a target's program and their modules.
func linked(target string, folders, roots map[string]string) error {
	system, machine, _ := strings.Cut(target, "/")
	list := exec.Command("go", "list", "-deps", "-f",
		`{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{"\t"}}{{.Dir}}{{"\t"}}{{$.Dir}}{{end}}{{end}}`, "tiaowen/cmd/tiaowen", compiler)
	list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+machine)
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return fmt.Errorf("list the packages of %s: %w", target, err)
	}
	for line := range strings.Lines(string(out)) {
		module := strings.Split(strings.TrimSpace(line), "\t")
		if len(module) == 3 {
			roots[module[0]], folders[module[2]] = module[1], module[0]
		}
	}
	return nil
}

// addFolder takes the terms that stand in a folder and reports whether there are
// any.
func addFolder(all texts, folder, module string) (found bool, err error) {
	files, err := os.ReadDir(folder)
	if err != nil {
		return false, err
	}
	for _, f := range files {
		if f.IsDir() || !notice.MatchString(f.Name()) || notOurs.MatchString(f.Name()) {
			continue
		}
		body, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err != nil {
			return false, err
		}
		all.add(string(body), module)
		found = true
	}
	return found, nil
}

// addExtras takes those that are kept here.
func addExtras(all texts) error {
	files, err := filepath.Glob("notices/extra/*.txt")
	if err != nil || files == nil {
		return fmt.Errorf("no notices/extra here: run it in cmd/tiaowen: %v", err)
	}
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		works, body, ok := bytes.Cut(content, []byte("\n\n"))
		if !ok {
			return fmt.Errorf("%s: no text after the names", path)
		}
		all.add(string(body), strings.Split(string(works), "\n")...)
	}
	return nil
}
