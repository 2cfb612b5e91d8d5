package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"minqing/bot/wechat/simulator/page"
	"minqing/flows/texts"
	"minqing/storage"
)

const (
	seen    = "男，五十来岁，蓝棉袄，叫不醒"
	oneLine = "【巡查】21:40 东门桥洞 男 约50岁 拒绝进站 已发棉被"
)

// streetSteps are two people in the street: one whom two citizens report, and one
// for whom nobody comes at first; then an evening of bitter cold.
var streetSteps = []step{
	{does: begins("第二章 街头救助"), note: "路上有人需要帮助：市民怎样报告，救助队怎样去，没有人去怎么办。"},
	{who: zhou, does: joins(zhou), sees: []sight{see(zhou, "绑定成功", "救助队员")}, note: "周强是救助队员，也是救助管理站的经办人，一个人可以有两种身份。",
		bound: &step{who: zhou, does: says("工作台"), sees: []sight{see(zhou, "周强，您好")}, note: "救助队员上班：没看到的提醒，一开口就先告诉他。"}},
	{who: zhou, does: says("出勤"), sees: []sight{see(zhou, "已出勤", "东湖街道")},
		note: "上街先报到。不写乡镇，就负责本队的乡镇；街头求助先叫在那里的人。"},
	{who: lin, does: joins(lin), sees: []sight{see(lin, "绑定成功", "救助队员")}, note: "第二位救助队员，跑乡镇。",
		bound: &step{who: lin, does: says("工作台"), sees: []sight{see(lin, "林涛，您好")}, note: "第二位救助队员，跑乡镇。"}},
	{who: lin, does: says("出勤 白水镇"), sees: []sight{see(lin, "已出勤，负责白水镇")},
		note: "也可以写明去哪个乡镇。"},
	{who: wu, does: joins(wu), sees: []sight{see(wu, "绑定成功", "分管领导")}, note: "分管领导平时不被打扰，一直没有人接单才会叫到他。",
		bound: &step{who: wu, does: says("工作台"), sees: []sight{see(wu, "吴刚，您好")}, note: "分管领导平时不被打扰，一直没有人接单才会叫到他。"}},
	{who: zhao, does: says("值班"), sees: []sight{see(zhao, "现在在街上", "周强", "林涛", "值班表", "联系电话")},
		note: "谁在街上、今天谁值班、打谁的电话，一眼看完。"},

	{who: chen, does: says("街头救助"), sees: []sight{see(chen, "24小时救助电话", "哪一种情况", "1 昏迷受伤发病")},
		note: "第一句就有救助电话：不想打字的人可以直接打。"},
	{who: chen, does: taps("1 昏迷受伤发病"), sees: []sight{see(chen, "请先拨打120", "人在哪里")},
		note: "人命关天：先请打120，再问在哪里。"},
	{who: chen, does: sendsPlace(page.BusStation), sees: []sight{see(chen, "救助队已经收到地点", "编号：J"), see(zhou, "【紧急】街头求助 {J}：昏迷受伤发病", "清溪镇", "接单"), see(zhao, "【紧急】街头求助 {J}")},
		note: "知道地点就马上呼叫，不等市民填完。位置落在清溪镇，叫的是负责清溪镇的周强。"},
	{who: chen, does: says(seen), sees: []sight{see(chen, "收到"), see(zhou, "{J} 有新情况", seen)},
		note: "后来说的每一句，都追着送到救助队员手里。"},
	{who: chen, does: sendsPhoto(streetPhoto()), sees: []sight{see(chen, "收到")},
		note: "照片也一样。一分钟里的几条并成一条，不让手机响个不停。"},

	{who: li, does: scans("sign-3", "扫车站广场的救助引导牌"), sees: []sight{see(li, "您在“车站广场”的救助引导牌旁", "去救助站", "哪一种情况")},
		note: "引导牌上的二维码：先告诉人怎样走到救助站，地点也不用再问。"},
	{who: li, does: taps("1 昏迷受伤发病"), sees: []sight{see(li, "请先拨打120", "{J}", "约80米", "是不是这一位")},
		note: "八十米外刚有人报过。先记到那一件里，再问是不是同一位，不让几拨人白跑。"},
	{who: li, does: taps("1 是附近这一位"), sees: []sight{see(li, "合在一起（{J}）", "结果会一并告诉您")},
		note: "她看不到别人说了什么、拍了什么，只知道结果。"},
	{does: later(time.Minute, "一分钟过去"), till: all(heard(zhou, "{J} 有新情况", "又有人报告"), heard(zhou, "{J} 有新情况", "附件1个")),
		note: "这一分钟里的照片和第二位报告人，一起到了周强手里。"},

	{who: zhou, does: taps("接单 {J}"), sees: []sight{see(zhou, "已接单 {J}", "清溪县汽车站", "https://"), see(chen, "{J} 已有救助队员接单"), see(li, "{J} 已有救助队员接单")},
		note: "通知里一点就接单，带地图链接。两位报告人都知道有人来了。"},
	{who: zhou, does: says("照片"), sees: []sight{see(zhou, "共1个附件"), seePhoto(zhou)},
		note: "现场照片只给救助队和救助站看，九十天后自动删除。"},
	{who: zhou, does: says("到达"), sees: []sight{see(zhou, "已记下到达 {J}", "120急救")},
		note: "到了记一笔，同时提醒这种情况必须告知谁。接了单半小时没有到达，会提醒本人和站里。"},
	{who: zhou, does: sendsPlace(page.BusStation), sees: []sight{see(zhou, "位置已记在 {J}")},
		note: "到达后发个位置，就是到过现场的凭据。"},
	{who: zhou, does: says("处置"), sees: []sight{see(zhou, "处置结果是", "3 送医")},
		note: "手冷的时候，回一个数字就行。"},
	{who: zhou, does: says("3"), sees: []sight{see(zhou, "送到哪家医院", "清溪县医院")},
		note: "送医要问送到哪家；定点医院在机构文件里。"},
	{who: zhou, does: says("1"), sees: []sight{see(zhou, "已记下 {J}：送医（清溪县医院）", "已告知", "120急救"), see(chen, "{J} 已送医", "请您评价"), see(li, "{J} 已送医")},
		note: "两位报告人都听到“已送医”，听不到他是谁、什么病。"},
	{who: zhou, does: says("全部"), sees: []sight{see(zhou, "已告知：120急救")},
		note: "该告知的单位逐项打勾，没告知的会记着提醒。"},
	{who: zhou, does: says("1人 盖了棉被 花费35元"), sees: []sight{see(zhou, "已记在 {J}")},
		note: "一句话补齐日常登记表：人数和花费自己认出来，月底台账不用再抄。"},

	{who: li, does: says("街头救助"), sees: []sight{see(li, "哪一种情况")},
		note: "当晚，同一位市民又遇到一位。"},
	{who: li, does: taps("4 走失老人"), sees: []sight{see(li, "人在哪里")},
		note: "走失老人同样一知道地点就呼叫。"},
	{who: li, does: says("火车站出站口"), sees: []sight{see(li, "救助队已经收到地点", "编号：J"), see(zhou, "【紧急】街头求助 {J}：走失老人", "东湖街道")},
		note: "打字说地点也认得出乡镇：地名表是本局的机构文件。"},
	{does: rings("ladder/{J}", "周强在医院，三分钟没有人接单"), sees: []sight{see(lin, "【紧急】", "没有人接单", "{J}")},
		note: "三分钟没有人接，叫其他队员。叫不叫由机器人记着，重启也不会忘。"},
	{does: rings("ladder/{J}", "八分钟还没有人接单"), sees: []sight{see(wu, "没有人接单", "{J}", "请直接打电话", "24小时救助电话"), see(li, "{J} 还在联系救助队员", "已经报告分管领导")},
		note: "再往上叫救助站的经办人、分管领导和全体，附上电话名单；也老实告诉报告人。"},
	{who: lin, does: taps("接单 {J}"), sees: []sight{see(lin, "已接单 {J}"), see(li, "{J} 已有救助队员接单")}, till: silent("ladder/{J}"),
		note: "有人接单，呼叫就停。"},
	{who: lin, does: says("处置 {J} 进站 1人"), sees: []sight{see(lin, "已记下 {J}：进站", "入站 {J}", "公安（查找亲属）"), see(li, "{J} 已妥善处置")},
		note: "结果和说明写在一行，一条消息就处置完了；没发“到达”也不要紧。"},
	{who: lin, does: says("全部"), sees: []sight{see(lin, "已告知：公安（查找亲属）")},
		note: "老人走失要请公安找家人；说明已经写了，不再问。"},
	{who: lin, does: says("入站 {J} 不详 女 约70"), sees: []sight{see(lin, "身份证号", "不保存")},
		note: "到站再登记。知道多少写多少；身份证号只核对，不保存。"},
	{who: lin, does: says("完成"), sees: []sight{see(lin, "入站表，请核对", "来源：{J}", "女", "70岁")},
		note: "说“完成”就跳到核对，其余以后补。"},
	{who: lin, does: says("提交"), sees: []sight{see(lin, "站内编号：R", "寻亲公告")},
		note: "站内编号一年一号；身份没查明的，提醒在24小时内发寻亲公告。"},
	{who: lin, does: says(oneLine), sees: []sight{see(lin, "已上报并办结，编号：J", "拒绝救助")},
		note: "回去的路上又遇到一位：原来发在群里的一句话，照样发给公众号就是一张处置记录。"},

	{who: wu, does: says("极端天气 开 到明天 寒潮零下5度"), sees: []sight{see(wu, "极端天气已开，到", "自动解除"), see(zhou, "【极端天气】吴刚已开", "寒潮"), see(lin, "【极端天气】吴刚已开")},
		note: "寒潮来了：所有求助都按紧急办，一分钟没人接就往上叫，每天两次发巡查清单。到时自动解除。"},
	{who: zhou, does: taps("巡查"), sees: []sight{see(zhou, "巡查点", "火车站站前广场")},
		note: "巡查清单，查一处记一处，例如：巡查 1 3 正常。"},
	{who: wu, does: says("极端天气 关"), sees: []sight{see(wu, "极端天气已解除"), see(zhou, "极端天气已解除"), see(lin, "极端天气已解除")},
		note: "天暖了随时可以关，大家都会知道。"},
	{does: finds("核对数据：两件求助、报告人、日常登记表、入站表", checkStreetStore),
		note: "最后核对：两件求助的结果、并入的报告人、登记表，一样不少。"},
}

// heard is somebody who has been told all the words, in this order, in one bubble.
func heard(who string, words ...string) func(*tour, storage.Tx) bool {
	return func(t *tour, _ storage.Tx) bool {
		filled := make([]string, len(words))
		for i, w := range words {
			filled[i] = t.fill(w)
		}
		for _, b := range t.phone(who).Bubbles() {
			if saysInOrder(b.Text, filled) {
				return true
			}
		}
		return false
	}
}

// unheard is somebody who was told nothing of the kind.
func unheard(who string, words ...string) func(*tour, storage.Tx) bool {
	was := heard(who, words...)
	return func(t *tour, tx storage.Tx) bool { return !was(t, tx) }
}

// all is everything that one waits for.
func all(wanted ...func(*tour, storage.Tx) bool) func(*tour, storage.Tx) bool {
	return func(t *tour, tx storage.Tx) bool {
		for _, w := range wanted {
			if !w(t, tx) {
				return false
			}
		}
		return true
	}
}

// silent is a timer that is set no more: for nobody is called, nobody reminded.
func silent(timer string) func(*tour, storage.Tx) bool {
	return func(t *tour, tx storage.Tx) bool {
		_, err := tx.Timer(t.fill(timer))
		return errors.Is(err, storage.ErrNotFound)
	}
}

// checkStreetStore looks at what is left of the chapter: two sightings with their
// outcomes, the second reporter beside the first, the daily register, the stay.
func checkStreetStore(ctx context.Context, t *tour) error {
	first, second, stay := t.fill("{J1}"), t.fill("{J2}"), t.fill("{R}")
	err := t.world.live().store.View(ctx, func(tx storage.Tx) error {
		return errors.Join(
			checkSighting(tx, first, texts.ToHospital, 1),
			checkSighting(tx, second, texts.ToStation, 0),
			checkDaily(tx, first, storage.Daily{Outcome: texts.ToHospital, Hospital: "清溪县医院", People: 1, Cost: 3500}),
			checkDaily(tx, second, storage.Daily{Outcome: texts.ToStation, People: 1, Stay: stay}),
			checkStay(tx, stay, second))
	})
	if err != nil {
		return err
	}
	return checkChain(ctx, t)
}

func checkSighting(tx storage.Tx, number, outcome string, followers int) error {
	k, err := tx.Ticket(number)
	if err != nil {
		return err
	}
	n := 0
	err = storage.Follows.Each(tx, storage.Range{Prefix: number + "/"}, func(string, storage.Follow) (bool, error) { n++; return false, nil })
	if err != nil {
		return err
	}
	if k.State != storage.Resolved || k.Outcome != outcome || n != followers {
		return fmt.Errorf("%s 是 %s，处置“%s”，另有 %d 位报告人；应当是 %s，“%s”，%d 位", number, k.State, k.Outcome, n, storage.Resolved, outcome, followers)
	}
	return nil
}

func checkDaily(tx storage.Tx, number string, want storage.Daily) error {
	d, err := storage.Dailies.Get(tx, number+"/01")
	if err != nil {
		return err
	}
	if d.Outcome != want.Outcome || d.Hospital != want.Hospital || d.People != want.People || d.Cost != want.Cost || d.Stay != want.Stay || len(d.Owed) > 0 {
		return fmt.Errorf("%s 的日常登记表是 %+v", number, d)
	}
	return nil
}

func checkStay(tx storage.Tx, number, ticket string) error {
	s, err := storage.Stays.Get(tx, number)
	if err == nil && (s.Ticket != ticket || s.Sex != "女" || s.Age != 70 || !s.Left.IsZero()) {
		err = fmt.Errorf("入站表 %s 是 %+v", number, s)
	}
	return err
}
