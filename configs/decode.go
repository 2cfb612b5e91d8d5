package configs

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// decoder fills a struct from YAML and gathers what is wrong with it. The
// library's own decoder stops at the first error and quotes the source, which
// may be a secret; this one goes on and quotes only keys.
type decoder struct {
	source   *source
	problems []Problem
}

// decode reads text into the struct that into points to. Keys that are absent
// or null leave what the struct holds.
func decode(name string, text []byte, into any) (*source, []Problem) {
	d := &decoder{source: &source{name: name, text: text, lines: map[string]int{}}}
	if !utf8.Valid(text) {
		d.fail(1, "文件不是 UTF-8 编码")
		return d.source, d.problems
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		d.fail(syntaxLine(err), "YAML 格式有误（请检查缩进、冒号后的空格、引号，以及是否有重复的键）")
		return d.source, d.problems
	}
	for i, doc := range file.Docs {
		switch {
		case doc.Body == nil:
		case i > 0:
			d.fail(lineOf(doc.Body), "一个文件里只能有一份 YAML 文档")
		default:
			d.value("", doc.Body, reflect.ValueOf(into).Elem())
		}
	}
	return d.source, d.problems
}

func syntaxLine(err error) int {
	var syntax yaml.Error
	if errors.As(err, &syntax) && syntax.GetToken() != nil && syntax.GetToken().Position != nil {
		return max(syntax.GetToken().Position.Line, 1)
	}
	return 1
}

func lineOf(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}

func (d *decoder) fail(line int, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	d.problems = append(d.problems, Problem{File: d.source.name, Line: line, Level: Error, Text: text})
}

// value puts the node into v, whose path from the root is path.
func (d *decoder) value(path string, n ast.Node, v reflect.Value) {
	if _, noted := d.source.lines[path]; !noted {
		d.source.lines[path] = lineOf(n)
	}
	switch n := n.(type) {
	case *ast.NullNode, *ast.CommentGroupNode:
		return
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		d.fail(lineOf(n), "%s: 不支持锚点、别名和标签，请直接写出内容", name(path))
		return
	}
	switch {
	case isScalar(v.Type()):
		d.scalar(path, n, v)
	case v.Kind() == reflect.Struct || v.Kind() == reflect.Map:
		d.mapping(path, n, v)
	case v.Kind() == reflect.Slice:
		d.sequence(path, n, v)
	}
}

func (d *decoder) scalar(path string, n ast.Node, v reflect.Value) {
	var text string
	switch n := n.(type) {
	case *ast.LiteralNode:
		text = n.Value.Value
	case *ast.StringNode:
		text = n.Value
	case ast.ScalarNode:
		text = n.GetToken().Value // as written: 0123 stays 0123
	default:
		d.fail(lineOf(n), "%s: 应当是一个值，不是列表或分组", name(path))
		return
	}
	if err := setScalar(v, text); err != nil {
		d.fail(lineOf(n), "%s: %v", name(path), err)
	}
}

func (d *decoder) mapping(path string, n ast.Node, v reflect.Value) {
	var pairs []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		d.fail(lineOf(n), "%s: 应当是分组（“键: 值”，下一级缩进两格）", name(path))
		return
	}
	if v.Kind() == reflect.Map {
		d.entries(path, pairs, v)
		return
	}
	known := fields(v.Type())
	for _, pair := range pairs {
		key := pair.Key.GetToken().Value
		f, found := known[key]
		switch {
		case !found:
			d.fail(lineOf(pair.Key), "不认识的键 %s%s", shown(join(path, key), key), suggestion(key, known))
		case f.only == "env":
			d.fail(lineOf(pair.Key), "%s 不能写在文件里，只能由环境变量 %s 给出", key, variable(join(path, key)))
		default:
			d.source.lines[join(path, key)] = lineOf(pair.Key)
			d.value(join(path, key), pair.Value, v.FieldByIndex(f.index))
		}
	}
}

// entries replaces a map as a whole; its values are scalars or structs.
func (d *decoder) entries(path string, pairs []*ast.MappingValueNode, v reflect.Value) {
	filled := reflect.MakeMap(v.Type())
	for _, pair := range pairs {
		key := pair.Key.GetToken().Value
		if strangeKey(key) {
			d.fail(lineOf(pair.Key), "%s: 有一个键的形状不对，不予显示", path)
			continue
		}
		d.source.lines[join(path, key)] = lineOf(pair.Key)
		item := reflect.New(v.Type().Elem()).Elem()
		d.value(join(path, key), pair.Value, item)
		filled.SetMapIndex(reflect.ValueOf(key), item)
	}
	v.Set(filled)
}

// sequence replaces a list as a whole.
func (d *decoder) sequence(path string, n ast.Node, v reflect.Value) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		d.fail(lineOf(n), "%s: 应当是列表（每行以“- ”开头，或写成 [a, b]）", name(path))
		return
	}
	filled := reflect.MakeSlice(v.Type(), len(list.Values), len(list.Values))
	for i, item := range list.Values {
		d.value(fmt.Sprintf("%s[%d]", path, i), item, filled.Index(i))
	}
	v.Set(filled)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func name(path string) string {
	if path == "" {
		return "整个文件"
	}
	return path
}

// shown is the path of an unknown key, unless the key might be a secret that
// slipped out of its place: keys are short and have no digits.
func shown(path, key string) string {
	if strangeKey(key) {
		return "（形状不像键，不予显示）"
	}
	return path
}

func strangeKey(key string) bool {
	strange := func(r rune) bool { return r != '_' && !unicode.IsLetter(r) }
	return utf8.RuneCountInString(key) > 24 || strings.ContainsFunc(key, strange)
}

// suggestion names the key that was probably meant, or all that there are.
func suggestion(key string, known map[string]field) string {
	for _, k := range slices.Sorted(maps.Keys(known)) {
		if strings.EqualFold(strings.ReplaceAll(k, "_", ""), strings.NewReplacer("_", "", "-", "").Replace(key)) {
			return "，是不是 " + k + "？"
		}
	}
	var names []string
	for k, f := range known {
		if f.only == "" {
			names = append(names, k)
		}
	}
	slices.Sort(names)
	return "，可用的有 " + strings.Join(names, " ")
}

// number reads a whole number; the error doesn't repeat the text.
func number(text string) (int64, error) {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return 0, errors.New("应当是整数")
	}
	return n, nil
}
