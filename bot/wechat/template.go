package wechat

import (
	"fmt"
	"slices"
	"strings"

	"minqing/storage"
)

// template is what the configuration says of one kind of notice.
type template struct {
	id           string
	subscription bool              // sent by subscribe/bizsend
	fields       map[string]string // the platform's key → meaning; nil: meanings are the keys
}

// CheckTemplates reports what is wrong with `wechat.templates`, if anything: a
// kind that no notice has, a meaning that no notice gives, a value that cannot be
// read.
func CheckTemplates(values map[string]string) error {
	parsed, err := parseTemplates(values)
	if err != nil {
		return err
	}
	for kind, t := range parsed {
		if !slices.Contains(storage.PointedKinds, kind) {
			return fmt.Errorf("template of %q: there is no such notice; there are %v", kind, storage.PointedKinds)
		}
		for key, meaning := range t.fields {
			if !slices.Contains(storage.PointerFields, meaning) {
				return fmt.Errorf("template of %q: %s=%s: a notice gives only %v", kind, key, meaning, storage.PointerFields)
			}
		}
	}
	return nil
}

// parseTemplates reads `wechat.templates`. A value is
//
//	[subscribe:]ID [KEY=MEANING …]
//
// ID is a template's id (模板ID); with subscribe: before it, a subscription
// notice's (订阅通知). KEY is a field as the platform's console shows it, e.g.
// thing1 or character_string2; MEANING is what we have to put there: a name
// among the fields of the notice. Without pairs the notice's own names are used
// as keys. Example:
//
//	answer: "subscribe:9nLIlbOQZC5Y character_string1=number thing2=category time3=time"
//
// A kind that no notice has is never looked up and does no harm.
func parseTemplates(config map[string]string) (map[storage.NoticeKind]template, error) {
	parsed := make(map[storage.NoticeKind]template, len(config))
	for kind, value := range config {
		if strings.TrimSpace(value) == "" {
			continue
		}
		t, err := parseTemplate(value)
		if err != nil {
			return nil, fmt.Errorf("read template of %q: %w", kind, err)
		}
		parsed[storage.NoticeKind(kind)] = t
	}
	return parsed, nil
}

func parseTemplate(value string) (template, error) {
	words := strings.Fields(value)
	var t template
	t.id, t.subscription = strings.CutPrefix(words[0], "subscribe:")
	if t.id == "" || strings.Contains(t.id, "=") {
		return template{}, fmt.Errorf("no template id in %q", value)
	}
	for _, pair := range words[1:] {
		key, meaning, ok := strings.Cut(pair, "=")
		if !ok || key == "" || meaning == "" {
			return template{}, fmt.Errorf("%q is not KEY=MEANING", pair)
		}
		if t.fields == nil {
			t.fields = make(map[string]string)
		}
		if _, twice := t.fields[key]; twice {
			return template{}, fmt.Errorf("field %q is given twice", key)
		}
		t.fields[key] = meaning
	}
	return t, nil
}

// fill puts the notice's fields under the platform's keys, each cut to what its
// type takes. A field without a value is filled with a dash or 无: the platform
// takes none that is empty.
func (t template) fill(fields map[string]string) map[string]string {
	filled := make(map[string]string)
	if t.fields == nil {
		for key, value := range fields {
			filled[key] = fit(key, value)
		}
		return filled
	}
	for key, meaning := range t.fields {
		filled[key] = fit(key, fields[meaning])
	}
	return filled
}
