package page

import (
	"encoding/json"
	"testing"

	"minqing/bot/wechat/simulator"
)

// Text is cut at its links, and what a person wrote has none.
func TestParts(t *testing.T) {
	link := `<a href="weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=7">1 我要反映</a>`
	for _, c := range []struct {
		name string
		b    simulator.Bubble
		want []part
	}{
		{"plain", simulator.Bubble{From: simulator.FromAccount, Text: "好", Raw: "好"}, []part{{Text: "好"}}},
		{"menu line", simulator.Bubble{From: simulator.FromAccount, Text: "选\n1 我要反映", Raw: "选\n" + link, Links: []simulator.MenuLink{{Text: "1 我要反映", Content: "1", ID: "7"}}},
			[]part{{Text: "选\n"}, {Text: "1 我要反映", Content: "1", ID: "7"}}},
		{"page", simulator.Bubble{From: simulator.FromAccount, Text: "看这里。", Raw: `看<a href="https://example.org/">这里</a>。`}, []part{{Text: "看"}, {Text: "这里", URL: "https://example.org/"}, {Text: "。"}}},
		{"script", simulator.Bubble{From: simulator.FromAccount, Text: "点", Raw: `<a href="javascript:alert(1)">点</a>`}, []part{{Text: "点"}}},
		{"a person's", simulator.Bubble{From: simulator.FromPerson, Text: link, Raw: link}, []part{{Text: link}}},
		{"menu message", simulator.Bubble{From: simulator.FromAccount, Text: "满意吗\n满意", Raw: "满意吗\n满意", Links: []simulator.MenuLink{{Text: "满意", Content: "满意", ID: "1"}}},
			[]part{{Text: "满意吗"}, {Text: "\n"}, {Text: "满意", Content: "满意", ID: "1"}}},
	} {
		got, _ := json.Marshal(parts(c.b))
		want, _ := json.Marshal(c.want)
		if string(got) != string(want) {
			t.Errorf("%s: %s, want %s", c.name, got, want)
		}
	}
}
