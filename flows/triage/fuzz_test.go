package triage

import (
	"strings"
	"testing"
)

func FuzzAnyTextIsReadAndWrittenNeutrally(f *testing.F) {
	for _, seed := range []string{"", "有人晕倒了", "没有流血，但是叫不醒", "\xff\xfe傻子", "怎么推都不动", "|~*", "神经病人、疯子", "\x9e\x80\x81疯子"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		Read(text)
		once := Neutral(text)
		if twice := Neutral(once); twice != once {
			t.Errorf("Neutral(%q) = %q, and again %q", text, once, twice)
		}
	})
}

// A long text of words that need company, and find none, is the dearest there
// is: every one is looked at.
func BenchmarkReadTenKilobytes(b *testing.B) {
	text := strings.Repeat("躺孩子老人路边", 10<<10/21)
	b.ReportAllocs()
	for b.Loop() {
		Read(text)
	}
}

func BenchmarkReadAMessage(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Read("殡仪馆门口垃圾太多，停车场死角堆满花圈，没人扫")
	}
}

// Words of danger with their company everywhere, and everywhere explained away.
func BenchmarkReadTenKilobytesOfOffice(b *testing.B) {
	text := strings.Repeat("叫他不应工作人员窗口老人孩子没人管申请补贴材料", 10<<10/66)
	b.ReportAllocs()
	for b.Loop() {
		Read(text)
	}
}
