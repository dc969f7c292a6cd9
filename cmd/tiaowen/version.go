package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"tiaowen/corpus/library"
	"tiaowen/search/bleve"
)

type versionCmd struct {
	JSON bool `help:"输出 JSON。" name:"json"`
}

// built is what the program knows of itself.
type built struct {
	Version string `json:"version"`
	// Commit is the source's, Time when it was made, Modified whether the source
	// had changes beside it. All are zero where the build did not look.
	Commit   string `json:"commit,omitempty"`
	Time     string `json:"commit_time,omitempty"`
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	System   string `json:"system"`
	// Library and Index are the formats on disk that this program writes.
	Library int `json:"library_format"`
	Index   int `json:"index_format"`
}

// Run says which program this is.
func (c versionCmd) Run(e env) error {
	b := thisBuild()
	if c.JSON {
		return json.NewEncoder(e.stdout).Encode(b)
	}
	fmt.Fprintf(e.stdout, "条文 tiaowen %s\n", b.Version)
	if b.Commit != "" {
		changes := ""
		if b.Modified {
			changes = "，另有未提交的改动"
		}
		fmt.Fprintf(e.stdout, "源码 %s（%s%s）\n", b.Commit, b.Time, changes)
	}
	fmt.Fprintf(e.stdout, "%s，%s\n资料库格式 %d，索引格式 %d\n", b.Go, b.System, b.Library, b.Index)
	return nil
}

func thisBuild() built {
	b := built{Version: version, Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH, Library: library.Format(), Index: bleve.Format}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Time = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}
