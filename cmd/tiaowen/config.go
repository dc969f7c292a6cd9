package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"
)

const defaultConfig = "tiaowen.toml"

// readConfig reads the configuration file. Flags beat the environment, that
// the file, that the default: kong asks a resolver before it looks at the
// environment, so the resolver must leave out what the environment sets.
func readConfig(args []string, getenv func(string) string) (kong.Resolver, error) {
	path, named := configPath(args, getenv)
	values := map[string]any{}
	if _, err := toml.DecodeFile(path, &values); err != nil && (named || !errors.Is(err, os.ErrNotExist)) {
		return nil, fmt.Errorf("read config %s: %w", path, err)
	}
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		for _, name := range flag.Envs {
			if getenv(name) != "" {
				return nil, nil
			}
		}
		return values[flag.Name], nil
	}), nil
}

// configPath is the file to read and whether somebody named it: then it must
// be there.
func configPath(args []string, getenv func(string) string) (path string, named bool) {
	for i, a := range args {
		if value, ok := strings.CutPrefix(a, "--config="); ok {
			return value, true
		}
		if a == "--config" && i+1 < len(args) {
			return args[i+1], true
		}
	}
	if value := getenv("TIAOWEN_CONFIG"); value != "" {
		return value, true
	}
	return defaultConfig, false
}
