package main

import (
	"context"
	"fmt"
	"slices"

	"minqing/storage"
)

// marriageSteps are a morning at the marriage office: two couples with a phone and one
// without, two windows, and a day whose hours are changed while people wait. It is the
// next day on which the office works, so that the chapter is the same at night and on
// a holiday.
var marriageSteps = []step{
	{does: begins("第三章 婚姻登记"), note: "来之前问清楚，在家取号，两个人的手机一起响：新人怎样少等，窗口怎样叫号。"},
	{who: he, does: joins(he), sees: []sight{see(he, "绑定成功", "窗口")}, note: "何丽在婚姻登记窗口。窗口人员不看工单，只管叫号。",
		bound: &step{who: he, does: says("窗口"), sees: []sight{see(he, "对在等")}, note: "何丽在婚姻登记窗口。发“窗口”看各窗口叫到几号。"}},
	{who: ma, does: joins(ma), sees: []sight{see(ma, "绑定成功", "窗口")}, note: "第二个窗口的马兰。",
		bound: &step{who: ma, does: says("窗口"), sees: []sight{see(ma, "对在等")}, note: "第二个窗口的马兰，看到的是同一个大厅。"}},
	{does: officeOpens("到下一个办理日，登记处开门半小时"),
		note: "周末和节假日不办，时间跳到下一个办理日。哪天办、几点开门，都按机构文件和放假安排算。"},

	{who: li, does: says("婚姻登记"), sees: []sight{see(li, "地址", "电话", "1 办理时间", "4 取号")},
		note: "一页问全：时间、材料、排队、取号、高峰日。"},
	{who: li, does: says("下周六能领证吗"), sees: []sight{see(li, "婚姻登记", "想问别的日子")},
		note: "直接打字问哪一天都行。调休补班的周六照办；没公布的，会说“还没有公布”，不编。"},
	{who: li, does: says("结婚要带什么"), sees: []sight{see(li, "身份证", "0999-7000107")},
		note: "材料照《婚姻登记条例》答，写明依据；条例没有写的，请打电话问，不乱说。"},
	{who: li, does: says("取号"), sees: []sight{see(li, "取号成功：A", "两个人一个号", "加入", "预计等候")},
		note: "在家就能取号，并告诉大约等多久。两个人一个号，不用各取各的。"},
	{who: chen, does: says("加入 {CODE1}"), sees: []sight{see(chen, "已加入 {A1}"), see(li, "另一位已加入 {A1}")},
		note: "另一位发四位数字加入，以后两部手机一起收到提醒。"},
	{who: fang, does: says("取号"), sees: []sight{see(fang, "取号成功：A", "前面还有1对", "预计等候")},
		note: "第二对：一个人先来，也能取号。"},

	{who: he, does: says("开窗 1"), sees: []sight{see(he, "1号窗口已开，2对在等", "叫号")},
		note: "早上坐下，先开窗。"},
	{who: he, does: taps("叫号"), sees: []sight{see(he, "{A1} → 1号窗口", "办完", "过号", "撤销"), see(li, "请 {A1} 到1号窗口"), see(chen, "请 {A1} 到1号窗口")},
		note: "一点“叫号”，两位的手机都响；下一步能点的，都在答复里。"},
	{who: fang, does: taps("我的号"), sees: []sight{see(fang, "您的号：{A2}", "前面没有人了", "预计等候")},
		note: "等的人随时能看：前面几对、大约等多久。多久是按今天办理的快慢估的。"},
	{who: he, does: says("发号"), sees: []sight{see(he, "现场号 A", "加入")},
		note: "没有微信的新人，窗口代发一个号，一起排。"},
	{who: he, does: says("今日时间 08:30-20:00 不午休"), sees: []sight{see(he, "今天的办理时间：08:30—20:00"), see(fang, "{A2} 今天的办理时间改为：08:30—20:00")},
		note: "今天中午不休息：窗口说一句，市民来问、取号都照新时间，已经取号的也通知到。"},
	{who: ma, does: says("开窗 2"), sees: []sight{see(ma, "2号窗口已开，2对在等")},
		note: "人多了，再开一个窗口，叫的是同一个队。"},
	{who: ma, does: taps("叫号"), sees: []sight{see(ma, "{A2} → 2号窗口"), see(fang, "请 {A2} 到2号窗口")},
		note: "两个窗口同时点，也不会叫到同一个号。"},
	{who: li, does: says("现在排到几号了"), sees: []sight{see(li, "已发到 {A3}", "1号窗口：{A1}", "2号窗口：{A2}")},
		note: "谁都可以问排到几号，只说号，不说人。别人的婚姻状况，问了也不告诉。"},
	{who: ma, does: taps("过号"), sees: []sight{see(ma, "{A2} 已过号"), see(fang, "{A2} 叫到时没有人来，已过号", "重新叫您")},
		note: "叫了没来：过几对再叫，不用重新取号。手机上马上知道。"},
	{who: ma, does: taps("撤销"), sees: []sight{see(ma, "已撤销“过号”，{A2} 恢复原样")},
		note: "刚点过号，人就跑到了：点“撤销”，回到刚才。"},
	{who: he, does: taps("叫号"), sees: []sight{see(he, "{A3} → 1号窗口", "没有微信，请口头叫")},
		note: "不点“办完”也行：叫下一对，上一对就算办完。没有微信的，提醒口头叫。"},
	{who: ma, does: says("办完"), sees: []sight{see(ma, "{A2} 办完，还有0对在等", "关窗")},
		note: "办完这一对，先不叫下一对。"},
	{who: chen, does: says("高峰日安排"), sees: []sight{see(chen, "登记高峰日安排", "5月20日", "提醒我")},
		note: "想挑日子的人：高峰日几点开门、午间休不休，还可以到时提醒带什么。"},
	{who: he, does: says("关窗"), sees: []sight{see(he, "1号窗口已关", "辛苦了")},
		note: "下班关窗。到点没办到的，会客气地告诉他们。"},
	{does: finds("核对数据：今天的三个号、两个窗口、办理时间", checkMarriageStore),
		note: "最后核对：三个号都办完了，谁在哪个窗口，一样不少。"},
}

// checkMarriageStore looks at what is left of the morning: three numbers served, two
// people behind the first, the windows and the hours as they were said.
func checkMarriageStore(ctx context.Context, t *tour) error {
	now := t.world.clock.Now().In(storage.Zone)
	err := t.world.live().store.View(ctx, func(tx storage.Tx) error {
		h, err := storage.Halls.Get(tx, now.Format("2006-01-02"))
		if err != nil {
			return err
		}
		var got []string
		for _, c := range h.Couples {
			got = append(got, fmt.Sprintf("A%03d %s %d人 %d号窗口", c.N, c.State, len(c.Who), c.Window))
		}
		for _, w := range h.Windows {
			got = append(got, fmt.Sprintf("%d号窗口 %t", w.N, w.Open))
		}
		got = append(got, h.Hours)
		want := []string{"A001 done 2人 1号窗口", "A002 done 1人 2号窗口", "A003 done 0人 1号窗口", "1号窗口 false", "2号窗口 true", "08:30-20:00 不午休"}
		if !slices.Equal(got, want) {
			return fmt.Errorf("今天的大厅是 %q，应当是 %q", got, want)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return checkChain(ctx, t)
}
