package flows

import (
	"fmt"
	"strconv"
	"strings"

	"minqing/flows/texts"
)

// items are the steps that have a line in the summary.
func (f *flow[T]) items() []step[T] {
	var items []step[T]
	for _, s := range f.steps {
		if s.item != "" {
			items = append(items, s)
		}
	}
	return items
}

// readBack says what was gathered, numbered for 修改 N.
func (f *flow[T]) readBack(a *T, _ *turn) string {
	items := f.items()
	lines := []string{f.summary}
	for i, s := range items {
		lines = append(lines, fmt.Sprintf("%d %s：%s", i+1, s.item, texts.Plain(s.value(a))))
	}
	return texts.Lines(append(lines, texts.Check.Tail(len(items)))...)
}

// takeCheck takes 提交 or 修改 N.
func (f *flow[T]) takeCheck(a *T, t *turn) Move {
	items := f.items()
	if t.says(texts.Submits...) {
		return Finish
	}
	rest, ok := strings.CutPrefix(t.said, texts.WordFix)
	if !ok {
		return Again(texts.Check.Again(len(items)))
	}
	n, err := strconv.Atoi(strings.TrimSpace(strings.Trim(rest, " 第项")))
	if err != nil || n < 1 || n > len(items) {
		return Again(texts.Check.NoItem(len(items)))
	}
	t.session.Draft.Fixing = true
	if redo := items[n-1].redo; redo != nil {
		redo(a)
	}
	return GoTo(items[n-1].name)
}
