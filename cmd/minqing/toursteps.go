package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"minqing/bot/wechat/simulator/page"
	"minqing/storage"
)

const (
	complaint = "殡仪馆门口的鞭炮纸三天没有人清理，希望尽快处理。"
	answer    = "您反映的鞭炮纸今天上午已经清理干净，并安排了专人每天清扫。"
	recheck   = "我们又去现场复查了一次，设置了两个定点燃放区。"
)

// tourSteps is the whole tour, chapter by chapter.
var tourSteps = slices.Concat(complaintSteps, streetSteps, marriageSteps, deskSteps)

// complaintSteps is the way of one complaint, from the first word to the rating.
var complaintSteps = []step{
	{who: zhao, does: joins(zhao), sees: []sight{see(zhao, "绑定成功", "受理员")}, note: "管理员发的绑定码 24 小时有效，只能用一次。",
		bound: &step{who: zhao, does: says("工作台"), sees: []sight{see(zhao, "赵敏，您好")}, note: "受理员上班：工作台列出等自己处理的工单。"}},
	{who: wang, does: joins(wang), sees: []sight{see(wang, "绑定成功", "经办人")}, note: "绑定以后，同一个公众号里就多了工作人员的用法。",
		bound: &step{who: wang, does: says("工作台"), sees: []sight{see(wang, "王芳，您好")}, note: "殡葬管理股的经办人上班：她只看得到本股室的工单。"}},

	{who: li, does: follows(), sees: []sight{see(li, "个人信息告知", "我要反映", "人工服务")},
		note: "第一次联系先告知个人信息怎样保存、有什么权利，再给出菜单。"},
	{who: li, does: taps("1 我要反映"), sees: []sight{see(li, "哪一类", "1 投诉")},
		note: "蓝字可以点；打“1”或“我要反映”是一样的。"},
	{who: li, does: says("１。"), sees: []sight{see(li, "关于哪方面", "殡仪馆")},
		note: "全角数字和句号也认得：先整理写法，再理解意思。"},
	{who: li, does: says("殡仪馆"), sees: []sight{see(li, "请说说是什么事")},
		note: "事项来自本局的机构文件，由它决定工单归哪个股室。"},
	{who: li, does: says(complaint), sees: []sight{see(li, "收到", "完成")},
		note: "文字、照片、语音、视频可以分几次、不分先后地发。"},
	{who: li, does: sendsPhoto(demoPhoto()), sees: []sight{see(li, "照片1张")},
		note: "点“＋”再点“照片样例”。照片马上下载、加密保存，拍摄地点等附加信息会去掉。"},
	{who: li, does: says("完成"), sees: []sight{see(li, "地点")},
		note: "说“完成”进入下一项，说“返回”退一步，什么时候都可以。"},
	{who: li, does: sendsPlace(page.FuneralHome), sees: []sight{see(li, "手机号")},
		note: "点“＋”、“位置”，在地图上选殡仪馆；打字说明也行。"},
	{who: li, does: says("13900001234"), sees: []sight{see(li, "请核对", "投诉", "殡仪馆", "13900001234", "提交")},
		note: "电话可以跳过，也可以匿名。号码加密保存。"},
	{who: li, does: says("提交"), sees: []sight{see(li, "已经提交", "工单号：F"), see(zhao, "新工单 {F}")},
		note: "工单落盘以后才给出编号，受理员的手机同时收到通知。"},

	{who: zhao, does: says("工单 {F}"), sees: []sight{see(zhao, "待受理", "139****1234", complaint, "附件：1个")},
		note: "受理员看得到全文，电话只显示头尾；要看全号会留下记录。"},
	{who: zhao, does: says("受理 {F}"), sees: []sight{see(zhao, "已受理"), see(li, "{F} 已经受理")},
		note: "受理的同时，市民收到通知。"},
	{who: zhao, does: says("派单 殡葬管理股"), sees: []sight{see(zhao, "派给殡葬管理股"), see(wang, "派给您股室的工单 {F}")},
		note: "刚看过的是“当前工单”，后面的命令可以不写编号。"},
	{who: wang, does: taps("接单 {F}"), sees: []sight{see(wang, "已接单 {F}"), see(li, "{F} 已由殡葬管理股的经办人接办")},
		note: "通知里的蓝字一点就办。两个人同时接单，只有一个成功。"},
	{who: wang, does: says("照片"), sees: []sight{see(wang, "共1个附件"), seePhoto(wang)},
		note: "经办人收到的照片里，已经没有拍摄地点。"},
	{who: wang, does: says("回复 {F} " + answer), sees: []sight{see(wang, "已答复 {F}"), see(li, "【答复】", answer)},
		note: "答复直接送到市民的聊天里。"},
	{who: wang, does: says("工单 {F}"), sees: []sight{see(wang, "办理中", "回复："+answer, "已送达")},
		note: "工单的经过里写明：答复已送达。"},

	{does: later(49*time.Hour, "两天过去了，市民没有再来消息，微信不许再主动发给她"),
		note: "微信的规矩：市民来过消息后，公众号只有 48 小时可以主动发给对方。"},
	{who: wang, does: says("回复 {F} " + recheck), sees: []sight{see(wang, "已答复 {F}")}, till: holdsBack(1),
		note: "窗口关了，这条答复先存着，不会悄悄丢掉。"},
	{who: wang, does: says("工单 {F}"), sees: []sight{see(wang, "回复："+recheck, "待送达", "会话窗口已关")},
		note: "经办人看得见：这条答复还没有送到，以及为什么。"},
	{who: li, does: says("你好"), sees: []sight{see(li, "【答复】", recheck, "您好，这里是")}, till: holdsBack(0),
		note: "市民一开口，存着的答复最先说，然后才是别的。"},
	{who: wang, does: says("工单 {F}"), sees: []sight{see(wang, "回复："+recheck, "已送达（对方来消息时告知）")},
		note: "再看工单：已经在市民来消息时告知。"},

	{who: wang, does: says("办结 {F}"), sees: []sight{see(wang, "责任人是谁")},
		note: "办结要写清“四个到位”：责任人、整改措施、解决结果、承诺兑现。"},
	{who: wang, does: says("殡葬管理股 王芳"), sees: []sight{see(wang, "整改措施")},
		note: "第一项：责任人。"},
	{who: wang, does: says("设两个定点燃放区，加派保洁。"), sees: []sight{see(wang, "解决结果")},
		note: "第二项：整改措施。"},
	{who: wang, does: says("鞭炮纸已清理，现场复查合格。"), sees: []sight{see(wang, "承诺兑现")},
		note: "第三项：解决结果。"},
	{who: wang, does: says("承诺三天内清理，当天完成。"), sees: []sight{see(wang, "四个到位", "提交")},
		note: "第四项：承诺兑现。四项齐了，先看一遍再提交。"},
	{who: wang, does: says("提交"), sees: []sight{see(wang, "已办结 {F}"), see(li, "【办结】", "{F}", "请您评价", "5 非常满意")},
		note: "办结通知和评价邀请一起到市民手里。"},
	{who: li, does: taps("5 非常满意"), sees: []sight{see(li, "谢谢您的评价：非常满意"), see(wang, "反映人评价 {F}：非常满意")},
		note: "五级评价，点一下就行；经办人同时看到。"},
	{who: li, does: says("进度 {F}"), sees: []sight{see(li, "{F}【已评价】", "回复："+answer, "回复："+recheck, "评价 非常满意")},
		note: "市民随时可以看到每一条答复和全部经过。"},
	{does: finds("核对数据：工单、事件链、通知和照片", checkTourStore),
		note: "核对这件投诉：工单、事件链、通知、照片，一样不少。"},
}

// holdsBack is a store that holds so many notices of the tour's ticket.
func holdsBack(n int) func(*tour, storage.Tx) bool {
	return func(t *tour, tx storage.Tx) bool {
		notices, err := tx.TicketNotices(t.fill("{F}"))
		held := 0
		for _, notice := range notices {
			if notice.State == storage.Held {
				held++
			}
		}
		return err == nil && held == n
	}
}

// checkTourStore looks at what is left of the complaint: one rated ticket with its
// photo, every notice told, the chain whole.
func checkTourStore(ctx context.Context, t *tour) error {
	number := t.fill("{F}")
	err := t.world.live().store.View(ctx, func(tx storage.Tx) error {
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
	return checkChain(ctx, t)
}

// checkChain follows the chain of events from its beginning.
func checkChain(ctx context.Context, t *tour) error {
	report, err := t.world.live().store.Verify(ctx)
	if err != nil {
		return err
	}
	if len(report.Problems) > 0 {
		return fmt.Errorf("核对数据：%s", report.Problems[0])
	}
	return nil
}
