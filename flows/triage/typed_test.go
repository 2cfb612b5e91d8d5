package triage

import "testing"

func TestAgesAreMarked(t *testing.T) {
	for typed, want := range map[string]string{
		"六岁的男孩": "六岁童的男孩", "约6岁": "约6岁童", "12岁": "12岁童", "十二岁": "十二岁童", "十几岁": "十几岁童",
		"五六岁": "五六岁童", "六七岁": "六七岁童", "十五六岁": "十五六岁童", "17 周岁": "17|周岁童", "几岁": "几岁童", "两岁半": "两岁童半",
		"18岁": "18岁", "二十岁": "二十岁", "二十几岁": "二十几岁", "35岁": "35岁", "五十三岁": "五十三岁", "约五十岁": "约五十岁",
		"82岁": "82岁翁", "八十二岁": "八十二岁翁", "六十岁": "六十岁翁", "七八十岁": "七八十岁翁", "70多岁": "70多岁翁",
		"岁": "岁", "岁月": "岁月", "几百岁": "几百岁", "1999岁": "1999岁",
	} {
		if got := clauses(typed); got != want {
			t.Errorf("clauses(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestDialectAndSlipsAreUnderstood(t *testing.T) {
	for _, typed := range []string{
		"晕到了快来", "有人晕刀在车站", "她说想紫砂", "厝里着货了", "喊伊冇应", "我被家报了", "路边一个细崽一个人在哭", "老人走是了",
	} {
		if !Read(typed).Urgent() {
			t.Errorf("%q was not heard", typed)
		}
	}
	for _, typed := range []string{"请轻声说话", "紫砂壶怎么卖", "我晓得了", "材料冇带齐"} {
		if got := Read(typed); got.Urgent() {
			t.Errorf("%q alarms: %+v", typed, got)
		}
	}
}
