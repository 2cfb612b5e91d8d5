package main

import "fmt"

// A step is one message of the mix.
type step struct {
	say   func(user, round int) string
	want  string // what the answer must hold
	files bool   // it files a ticket
	from  int    // where the conversation that leads to it begins
}

// mix is what every user goes through, over and over: 18 messages that file 3
// tickets, one in six. One ticket takes the whole form 我要反映 (eight
// messages), two are left through 人工服务 (two messages each), and six
// messages only read. The users stand at different steps at any time.
var mix = []step{
	{say: says("人工服务"), want: "办公电话", from: 0},
	{say: question, want: "工单号：F", files: true, from: 0},
	{say: says("我要反映"), want: "哪一类", from: 2},
	{say: says("1"), want: "哪方面", from: 2},
	{say: category, want: "说说是什么事", from: 2},
	{say: complaint, want: "收到，文字", from: 2},
	{say: says("完成"), want: "地点", from: 2},
	{say: place, want: "手机号", from: 2},
	{say: phone, want: "请核对", from: 2},
	{say: says("提交"), want: "工单号：F", files: true, from: 2},
	{say: says("菜单"), want: "请回复数字", from: 10},
	{say: says("4"), want: "工单", from: 10},
	{say: says("服务指南"), want: "股室", from: 12},
	{say: says("1"), want: "电话", from: 12},
	{say: says("政策问答"), want: "哪方面", from: 14},
	{say: says("低保怎么申请"), want: "低保", from: 14},
	{say: says("人工服务"), want: "办公电话", from: 16},
	{say: question, want: "工单号：F", files: true, from: 16},
}

func says(text string) func(int, int) string { return func(int, int) string { return text } }

// category names one of the first twelve: the thirteenth is about the conduct
// of staff and goes another way.
func category(user, round int) string { return fmt.Sprint(1 + (user+round)%12) }

func question(user, round int) string {
	return fmt.Sprintf("我母亲今年八十五岁，住在清溪镇民安路%d号，想问高龄津贴怎么领，要带哪些材料，是不是每月发（第%d次问）", user%400+1, round+1)
}

func complaint(user, round int) string {
	return fmt.Sprintf("殡仪馆门口的垃圾已经%d天没有人清理，进出的人很多，气味很大，下雨天路也不好走，希望尽快安排人处理，编号%d", round%7+2, user)
}

func place(user, _ int) string { return fmt.Sprintf("清溪镇民安路%d号", user%400+1) }

func phone(user, _ int) string { return fmt.Sprintf("139%08d", user) }

// leadIn is what a user says to stand at a step of the mix.
func leadIn(at int) []step { return mix[mix[at].from:at] }
