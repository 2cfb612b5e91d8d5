package texts

import (
	"fmt"
	"strings"
)

// Manners is what staff read before their words go to a citizen.
var Manners = struct {
	Send             string
	Check            func(number, words string, advice []string) string
	Avoid            func(word, instead string) string
	Identity         string
	Respect          func(neutral string) string
	Twice            func(advice []string) string
	Again            string
	LooksLikeCommand func(name string) string
	Pick             string
	NoPhrases        string
	NoPhrase         func(typed string) string
	Blank            func(text, name string, nth, all int) string
	BlankAgain       func(name string, most int) string
	Anew             string
}{
	Send: "发送",
	Check: func(number, words string, advice []string) string {
		s := "请看一遍，" + number + " 的反映人会收到：\n————\n" + words + "\n————"
		if len(advice) > 0 {
			s = Lines(append([]string{s, "有几句请再斟酌："}, advice...)...)
		}
		return s + "\n要改就把改好的全文发来；不发了回复“取消”。"
	},
	Avoid:    func(word, instead string) string { return "· “" + word + "”，可以说：" + instead },
	Identity: "· 里面有身份证号，请删去。",
	Respect:  func(neutral string) string { return "· 有不尊重人的称呼，可以写：" + neutral },
	Twice: func(advice []string) string {
		return Lines(append(append([]string{"这一句会告知反映人，有几处请再斟酌："}, advice...), "请改好再发；确实要这样写，请原样再发一遍。")...)
	},
	Again: "要发就回复“发送”；要改请把改好的全文用文字发来；不发了回复“取消”。",
	LooksLikeCommand: func(name string) string {
		return "“" + name + "”像是命令，没有算作内容。要用命令请先回复“取消”。"
	},
	Pick:      "请选一条快捷回复，填空、看过全文再发：",
	NoPhrases: "这一类还没有快捷回复，请管理员在机构文件的 phrases 里添加；现在请用“回复”。",
	NoPhrase:  func(typed string) string { return "没有叫“" + typed + "”的快捷回复。" },
	Blank: func(text, name string, nth, all int) string {
		s := blanks.Replace(text) + "\n\n请填：" + name
		if all > 1 {
			s += fmt.Sprintf("（第%d处，共%d处）", nth, all)
		}
		return s
	},
	Anew: "这条答复没有保留下来，没有发出。请重新发“快捷”或“回复”加工单号。",
	BlankAgain: func(name string, most int) string {
		return fmt.Sprintf("请用文字填写“%s”，不超过%d个字。不写了回复“取消”。", name, most)
	},
}

// blanks shows what is still to be filled in as people know it from forms.
var blanks = strings.NewReplacer("{", "【", "}", "】")
