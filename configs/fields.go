package configs

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// field is one key of a struct, by its yaml tag.
type field struct {
	index  []int
	key    string
	secret bool
	only   string // "env": not allowed in a file
}

// ordered are a struct's keys in the order of declaration.
func ordered(t reflect.Type) []field {
	var all []field
	for f := range t.Fields() {
		key := f.Tag.Get("yaml")
		if key == "" || key == "-" {
			continue
		}
		all = append(all, field{index: f.Index, key: key,
			secret: f.Tag.Get("secret") == "true", only: f.Tag.Get("only")})
	}
	return all
}

func fields(t reflect.Type) map[string]field {
	byKey := map[string]field{}
	for _, f := range ordered(t) {
		byKey[f.key] = f
	}
	return byKey
}

// walk calls visit for every scalar and map below v, struct by struct.
func walk(path string, v reflect.Value, visit func(path string, f field, v reflect.Value)) {
	for _, f := range ordered(v.Type()) {
		inner := v.FieldByIndex(f.index)
		switch {
		case isScalar(inner.Type()) || inner.Kind() == reflect.Map:
			visit(join(path, f.key), f, inner)
		case inner.Kind() == reflect.Struct:
			walk(join(path, f.key), inner, visit)
		}
	}
}

var (
	durationType = reflect.TypeFor[time.Duration]()
	sizeType     = reflect.TypeFor[Size]()
)

func isScalar(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int64, reflect.Float64:
		return true
	}
	return false
}

// setScalar reads text into v. Its error says what is wanted, never what came.
func setScalar(v reflect.Value, text string) error {
	switch {
	case v.Type() == durationType:
		d, err := time.ParseDuration(strings.TrimSpace(text))
		if err != nil {
			return errors.New("应当是时长，例如 10m、24h、4500ms")
		}
		v.SetInt(int64(d))
	case v.Type() == sizeType:
		s, err := ParseSize(text)
		if err != nil {
			return errors.New("应当是大小，例如 64KiB、10MiB")
		}
		v.SetInt(int64(s))
	case v.Kind() == reflect.String:
		v.SetString(text)
	case v.Kind() == reflect.Bool:
		if text != "true" && text != "false" {
			return errors.New("应当是 true 或 false")
		}
		v.SetBool(text == "true")
	case v.Kind() == reflect.Float64:
		f, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil {
			return errors.New("应当是数字")
		}
		v.SetFloat(f)
	default:
		n, err := number(text)
		if err != nil {
			return err
		}
		v.SetInt(n)
	}
	return nil
}

// scalarText is what setScalar reads back as the same value.
func scalarText(v reflect.Value) string {
	switch {
	case v.Type() == durationType:
		return durationText(time.Duration(v.Int()))
	case v.Type() == sizeType:
		return Size(v.Int()).String()
	case v.Kind() == reflect.String:
		return v.String()
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case v.Kind() == reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	}
	return strconv.FormatInt(v.Int(), 10)
}

// durationText writes 24h, not 24h0m0s.
func durationText(d time.Duration) string {
	text := d.String()
	if short, found := strings.CutSuffix(text, "m0s"); found {
		text = short + "m"
	}
	if short, found := strings.CutSuffix(text, "h0m"); found {
		text = short + "h"
	}
	return text
}
