package configs

import (
	"maps"
	"reflect"
	"slices"
	"strings"
)

// prefix is what every variable of the program begins with.
const prefix = "MINQING_"

// variable is the environment's name for a path: `wechat.app_secret` is
// MINQING_WECHAT_APP_SECRET.
func variable(path string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(path, ".", "_"))
}

// Variables lists the names of every variable that Load looks up, in the order
// of the file. A map such as wechat.templates is written `kind=id,kind=id`;
// a kind that the file names already has its own variable besides.
func Variables() []string {
	var names []string
	walk("", reflect.ValueOf(Config{}), func(path string, _ field, _ reflect.Value) {
		names = append(names, variable(path))
	})
	return names
}

// UnknownVariables warns of every MINQING_ name in environ (the form of
// os.Environ) that Load doesn't look up: most often a typing error.
func UnknownVariables(environ []string) []Problem {
	known := Variables()
	var problems []Problem
	for _, entry := range slices.Sorted(slices.Values(environ)) {
		name, _, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, prefix) || slices.Contains(known, name) ||
			strings.HasPrefix(name, variable("wechat.templates")+"_") {
			continue
		}
		problems = append(problems, Problem{File: "环境变量 " + name, Level: Warning, Text: "不认识这个变量，已忽略"})
	}
	return problems
}

// override puts the environment's values over what the file gave, and notes
// in origin which variable each path came from.
func override(c *Config, lookup func(string) (string, bool), origin map[string]string) []Problem {
	var problems []Problem
	set := func(path string, v reflect.Value) {
		text, found := lookup(variable(path))
		if !found {
			return
		}
		origin[path] = "环境变量 " + variable(path)
		if err := setScalar(v, text); err != nil {
			problems = append(problems, Problem{File: origin[path], Level: Error, Text: path + ": " + err.Error()})
		}
	}
	walk("", reflect.ValueOf(c).Elem(), func(path string, _ field, v reflect.Value) {
		if v.Kind() != reflect.Map {
			set(path, v)
			return
		}
		if text, found := lookup(variable(path)); found {
			origin[path] = "环境变量 " + variable(path)
			if !setEntries(v, text) {
				problems = append(problems, Problem{File: origin[path], Level: Error, Text: path + ": 应当写成 kind=id,kind=id 的形式"})
			}
		}
		for _, key := range slices.Sorted(maps.Keys(v.Interface().(map[string]string))) {
			item := reflect.New(v.Type().Elem()).Elem()
			item.Set(v.MapIndex(reflect.ValueOf(key)))
			set(join(path, key), item)
			v.SetMapIndex(reflect.ValueOf(key), item)
		}
	})
	return problems
}

// setEntries replaces a map of texts with `key=value,key=value`.
func setEntries(v reflect.Value, text string) bool {
	filled := map[string]string{}
	for pair := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		key, value, found := strings.Cut(pair, "=")
		if !found || strings.TrimSpace(key) == "" {
			return false
		}
		filled[strings.TrimSpace(key)] = strings.TrimSpace(value)
	}
	v.Set(reflect.ValueOf(filled))
	return true
}
