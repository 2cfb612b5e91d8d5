package configs

import (
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// masked stands wherever a secret would.
const masked = "***"

// Redacted is a copy without secrets, fit for a log or a screen. A secret that
// isn't set stays empty, so that one sees what is missing.
func (c *Config) Redacted() *Config {
	shown := *c
	shown.Wechat.Templates = maps.Clone(c.Wechat.Templates)
	walk("", reflect.ValueOf(&shown).Elem(), func(_ string, f field, v reflect.Value) {
		if f.secret && v.String() != "" {
			v.SetString(masked)
		}
	})
	shown.Redis = redactedURL(c.Redis)
	return &shown
}

// Print writes the configuration in effect as YAML, defaults included and
// secrets as ***.
func (c *Config) Print(w io.Writer) error {
	var out strings.Builder
	printStruct(&out, "", reflect.ValueOf(c.Redacted()).Elem())
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("print configuration: %w", err)
	}
	return nil
}

// String is Print's text: a configuration that strays into a log shows no secret.
func (c *Config) String() string {
	var out strings.Builder
	_ = c.Print(&out) // a Builder doesn't fail
	return out.String()
}

func printStruct(out *strings.Builder, indent string, v reflect.Value) {
	for _, f := range ordered(v.Type()) {
		inner := v.FieldByIndex(f.index)
		switch {
		case f.only == "env":
			if inner.String() != "" {
				fmt.Fprintf(out, "%s# %s: %s  (%s)\n", indent, f.key, masked, variable(f.key))
			}
		case inner.Kind() == reflect.Struct:
			fmt.Fprintf(out, "%s%s:\n", indent, f.key)
			printStruct(out, indent+"  ", inner)
		case inner.Kind() == reflect.Map && inner.Len() == 0:
			fmt.Fprintf(out, "%s%s: {}\n", indent, f.key)
		case inner.Kind() == reflect.Map:
			fmt.Fprintf(out, "%s%s:\n", indent, f.key)
			entries := inner.Interface().(map[string]string)
			for _, key := range slices.Sorted(maps.Keys(entries)) {
				fmt.Fprintf(out, "%s  %s: %s\n", indent, strconv.Quote(key), strconv.Quote(entries[key]))
			}
		case inner.Kind() == reflect.String:
			fmt.Fprintf(out, "%s%s: %s\n", indent, f.key, strconv.Quote(inner.String()))
		default:
			fmt.Fprintf(out, "%s%s: %s\n", indent, f.key, scalarText(inner))
		}
	}
}
