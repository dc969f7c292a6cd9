package remark

import (
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// relationsOf is the name of the part with the relations of another.
func relationsOf(main string) string {
	folder, base := path.Split(main)
	return folder + "_rels/" + base + ".rels"
}

// relations are those of a part: their targets in the container by the last word
// of their kind, and all ids.
func (c *container) relations(main string) (targets map[string]string, ids map[string]bool, err error) {
	targets, ids = map[string]string{}, map[string]bool{}
	name := relationsOf(main)
	if !c.has(name) {
		return targets, ids, nil
	}
	raw, err := c.read(name)
	if err != nil {
		return nil, nil, err
	}
	_, err = childrenOf(raw, name, func(e xml.StartElement) {
		var kind, target string
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "Type":
				kind = path.Base(a.Value)
			case "Target":
				target = a.Value
			case "Id":
				ids[a.Value] = true
			}
		}
		if !strings.HasPrefix(target, "/") {
			target = path.Join(path.Dir(main), target)
		}
		if targets[kind] == "" {
			targets[kind] = strings.TrimPrefix(path.Clean(target), "/")
		}
	})
	return targets, ids, err
}

// related is the part of a kind that a part is related to, empty if none is.
func (c *container) related(main, kind string) (string, error) {
	targets, _, err := c.relations(main)
	return targets[kind], err
}

// relate adds a relation, unless there is one to that part.
func (c *container) relate(main, kind, target string) error {
	targets, ids, err := c.relations(main)
	if err != nil || targets[path.Base(kind)] == target {
		return err
	}
	id := "rIdTiaowen"
	for n := 1; ids[id]; n++ {
		id = "rIdTiaowen" + strconv.Itoa(n)
	}
	if inside, found := strings.CutPrefix(target, path.Dir(main)+"/"); found {
		target = inside
	} else {
		target = "/" + target
	}
	relation := func(prefix string) string {
		return fmt.Sprintf(`<%sRelationship Id="%s" Type="%s" Target="%s"/>`, prefix, id, kind, escaped(target))
	}
	name := relationsOf(main)
	if !c.has(name) {
		c.replace(name, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+
			`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+relation("")+`</Relationships>`))
		return nil
	}
	return c.append(name, relation)
}

// nameType adds a part to the list of content types, unless it is in it.
func (c *container) nameType(part, kind string) error {
	raw, err := c.read(contentTypes)
	if err != nil {
		return err
	}
	named := false
	_, err = childrenOf(raw, contentTypes, func(e xml.StartElement) {
		for _, a := range e.Attr {
			named = named || a.Name.Local == "PartName" && a.Value == part
		}
	})
	if err != nil || named {
		return err
	}
	return c.append(contentTypes, func(prefix string) string {
		return fmt.Sprintf(`<%sOverride PartName="%s" ContentType="%s"/>`, prefix, escaped(part), kind)
	})
}

// append puts an element at the end of a part's root.
func (c *container) append(name string, element func(prefix string) string) error {
	raw, err := c.read(name)
	if err != nil {
		return err
	}
	whole, err := appended(raw, name, element)
	if err == nil {
		c.replace(name, whole)
	}
	return err
}
