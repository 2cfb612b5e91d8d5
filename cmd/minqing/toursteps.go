package main

import (
	"context"
	"fmt"
	"time"

	"minqing/storage"
)

const (
	complaint = "殡仪馆门口的鞭炮纸三天没有人清理，希望尽快处理。"
	answer    = "您反映的鞭炮纸今天上午已经清理干净，并安排了专人每天清扫。"
	recheck   = "我们又去现场复查了一次，设置了两个定点燃放区。"
)

// tourSteps is the way of one complaint, from the first word to the rating.
var tourSteps = []step{
	{who: zhao, does: joins(zhao), sees: []sight{see(zhao, "绑定成功", "受理员")}},
	{who: wang, does: joins(wang), sees: []sight{see(wang, "绑定成功", "经办人")}},

	{who: li, does: follows(), sees: []sight{see(li, "个人信息告知", "我要反映", "人工服务")}},
	{who: li, does: taps("1 我要反映"), sees: []sight{see(li, "哪一类", "1 投诉")}},
	{who: li, does: says("１。"), sees: []sight{see(li, "关于哪方面", "殡仪馆")}},
	{who: li, does: says("殡仪馆"), sees: []sight{see(li, "请说说是什么事")}},
	{who: li, does: says(complaint), sees: []sight{see(li, "收到", "完成")}},
	{who: li, does: sendsPhoto(), sees: []sight{see(li, "照片1张")}},
	{who: li, does: says("完成"), sees: []sight{see(li, "地点")}},
	{who: li, does: sendsPlace("清溪县殡仪馆"), sees: []sight{see(li, "手机号")}},
	{who: li, does: says("13900001234"), sees: []sight{see(li, "请核对", "投诉", "殡仪馆", "13900001234", "提交")}},
	{who: li, does: says("提交"), sees: []sight{see(li, "已经提交", "工单号：F"), see(zhao, "新工单 {F}")}},

	{who: zhao, does: says("工单 {F}"), sees: []sight{see(zhao, "待受理", "139****1234", complaint, "附件：1个")}},
	{who: zhao, does: says("受理 {F}"), sees: []sight{see(zhao, "已受理"), see(li, "{F} 已经受理")}},
	{who: zhao, does: says("派单 殡葬管理股"), sees: []sight{see(zhao, "派给殡葬管理股"), see(wang, "派给您股室的工单 {F}")}},
	{who: wang, does: taps("接单 {F}"), sees: []sight{see(wang, "已接单 {F}"), see(li, "{F} 已由殡葬管理股的经办人接办")}},
	{who: wang, does: says("照片"), sees: []sight{see(wang, "共1张照片"), seePhoto(wang)}},
	{who: wang, does: says("回复 {F} " + answer), sees: []sight{see(wang, "已答复 {F}"), see(li, "【答复】", answer)}},
	{who: wang, does: says("工单 {F}"), sees: []sight{see(wang, "办理中", "回复："+answer, "已送达")}},

	{does: later(49*time.Hour, "两天过去了，李梅没有再来消息，微信不许再主动发给她")},
	{who: wang, does: says("回复 {F} " + recheck), sees: []sight{see(wang, "已答复 {F}")}, till: heldNotices(1)},
	{who: wang, does: says("工单 {F}"), sees: []sight{see(wang, "回复："+recheck, "待送达", "会话窗口已关")}},
	{who: li, does: says("你好"), sees: []sight{see(li, "【答复】", recheck, "您好，这里是")}, till: heldNotices(0)},
	{who: wang, does: says("工单 {F}"), sees: []sight{see(wang, "回复："+recheck, "已送达（对方来消息时告知）")}},

	{who: wang, does: says("办结 {F}"), sees: []sight{see(wang, "责任人是谁")}},
	{who: wang, does: says("殡葬管理股 王芳"), sees: []sight{see(wang, "整改措施")}},
	{who: wang, does: says("设两个定点燃放区，加派保洁。"), sees: []sight{see(wang, "解决结果")}},
	{who: wang, does: says("鞭炮纸已清理，现场复查合格。"), sees: []sight{see(wang, "承诺兑现")}},
	{who: wang, does: says("承诺三天内清理，当天完成。"), sees: []sight{see(wang, "四个到位", "提交")}},
	{who: wang, does: says("提交"), sees: []sight{see(wang, "已办结 {F}"), see(li, "【办结】", "{F}", "请您评价", "5 非常满意")}},
	{who: li, does: taps("5 非常满意"), sees: []sight{see(li, "谢谢您的评价：非常满意"), see(wang, "反映人评价 {F}：非常满意")}},
	{who: li, does: says("进度 {F}"), sees: []sight{see(li, "{F}【已评价】", "回复："+answer, "回复："+recheck, "评价 非常满意")}},
	{does: finds("核对数据：工单、事件链、通知和照片", checkTourStore)},
}

// heldNotices is a store that holds so many notices back.
func heldNotices(n int) func(storage.Tx) bool {
	return func(tx storage.Tx) bool {
		_, held, _ := tx.OutboxDepth(time.Time{})
		return held == n
	}
}

// checkTourStore looks at what is left of the tour: one rated ticket with its
// photo, every notice told, the chain whole.
func checkTourStore(ctx context.Context, t *tour) error {
	number := t.numbers["{F}"]
	err := t.world.service.store.View(ctx, func(tx storage.Tx) error {
		k, err := tx.Ticket(number)
		if err != nil {
			return err
		}
		notices, err := tx.TicketNotices(number)
		if err != nil {
			return err
		}
		media, err := tx.Attachments(number)
		if err != nil {
			return err
		}
		if k.State != storage.Rated || k.Rating != 5 || k.Private.Done == nil {
			return fmt.Errorf("工单 %s 是 %s，评价 %d", number, k.State, k.Rating)
		}
		for _, n := range notices {
			if n.State != storage.Delivered {
				return fmt.Errorf("通知 %s 没有送达：%s", n.Kind, n.State)
			}
		}
		if len(notices) != 5 || len(media) != 1 || media[0].State != storage.Kept {
			return fmt.Errorf("通知 %d 条、附件 %d 个，应当是 5 条和 1 个", len(notices), len(media))
		}
		return nil
	})
	if err != nil {
		return err
	}
	report, err := t.world.service.store.Verify(ctx)
	if err != nil {
		return err
	}
	if len(report.Problems) > 0 {
		return fmt.Errorf("核对数据：%s", report.Problems[0])
	}
	return nil
}
