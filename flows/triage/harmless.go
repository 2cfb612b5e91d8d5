package triage

import (
	"strings"
	"unicode"

	"minqing/flows/fold"
)

// harmless is what looks like a word of danger and is daily speech.
var harmless = strings.Fields(`
	笑死 累死 气死 烦死 急死 热死了 困死 忙死 羞死 吓死 堵死 卡死 锁死 写死 定死 丑死 难听死 贵死 咸死 晒死了 挤死 等死我 死角 死板 死机 死心 死路 死规定 死活 死者 死后 死亡证明 怕死了 该死的 半死 往死里扣
	等得我腿都断 等得腿都断 跑得腿都断 跑得我腿都断 腿都跑断 跑断腿 站得腿都断
	吵死人 气死人 急死人 累死人 烦死人 热死人 吓死人 笑死人 愁死人 羞死人 挤死人 臭死人 贵死人 害死人 坑死人 辣死人 会死人 磨死人 丑死人 折磨死人 要人命 贵得要死 忙得要死 累得要死 热得要死 慢得要死 气得要死 烦得要死 急得要死 困得要死 便宜死
	急救中心 急救站 急救箱 急救包 急救员 急救证 急救课 急救培训 急救知识 急救技能 自杀死亡 意外死亡 正常死亡 非正常死亡 死亡原因 死亡日期 死亡时间 死亡赔偿
	不用叫救护车 不用救护车 不用叫120 不用报警 不用打110 不需要报警 不需要救护车 不必报警 不必叫救护车 没必要报警
	防溺水 防火 防家暴 反家暴 防拐 反拐 防自杀 防走失 防走丢 防跌倒 防摔 防触电 防中毒 防性侵 防欺凌 防霸凌 反霸凌 防中暑 防洪堤坝 防诈骗 防盗 反诈 防灾 防汛 防台风 防寒 消防
	气吐血 气得吐血 气到吐血 气得想跳楼 逼疯 气疯 气得跳 急疯 忙晕 忙昏 忙疯 热疯 乐疯 笑晕 笑疯 晕头转向 绕晕 看晕 搞晕 转晕 晕车 跳绳 跳舞 跳槽 跳转 跳广场 吓一跳 心跳加
	血压 血糖 血脂 血型 血缘 血亲 血管 血栓 血液 血常规 血检 血透 贫血 白血病 败血 混血 抽血 验血 输血 热血 血本 血泪 血债 吸血 血小板 卖血 备血 补血 血钱 血拼 血性 血脉 脑出血 脑溢血
	水管冒 气色 站不住脚 红晕 光晕 黄昏 昏暗 我晕死 真晕 头昏眼花 看花眼 热血沸腾
	心疼 头疼 伤心 悲伤 工伤 麻烦 麻将 冷静期 火车 恐怕 抖音 烧香 烧烤 红烧 抽烟 抽空 抽签 抽时间 吐槽 要求 追认 追究 追加 雨伞 雪糕 桥头镇 最后一天 最后期限 
	告别厅 告别仪式 
	流浪地球 流浪猫 流浪狗 流浪歌手 狂犬疫苗 打狂犬 救命钱 救命恩人 救命稻草 要命的是 命中
	想死你 想死我 想死妈妈 想死爸爸 跳楼价 跳楼机 跳楼大 跳楼甩卖
	被打断 被打回 被打了差评 被打了低分 被打分 被打印 被打扫 被打折 被打乱 被打湿 被打开 被打发 被打入 被打成 被打官腔
	打我电话 打我手机 打我的电话 打她电话 打她手机 打他电话 打人情 打人脸 打人工 打人民 打架子
	杀鸡取卵 杀鸡 杀猪 杀价 杀毒 杀虫 杀青 抹杀 扼杀 捧杀 杀菌 杀人游戏 剧本杀 自杀式
	抢劫案件宣传 砍价 砍树 砍掉 砍伐
	血汗 献血车 抽血 心血
	昏迷不醒的数据 着火点 火灾保险 发火 气得冒火 生火 烧火 火锅 灭火器 烟囱 冒烟囱
	失踪人员档案 宣告失踪 宣告死亡 宣告
	中毒化 电话没反应 电话没有反应 点了没反应 机器没反应 按了没反应
	没人管理 没人管的停车 没人管车 没人管垃圾 没人管卫生
	一个人带 一个人养 一个人拉扯 一个人照顾 一个人抚养 一个人多少 一个人每 一个人能 一个人可以 一个人办 一个人来办 一个人签 一个人去办 我一个人 只有一个人的 一个人头
	现在想 现在要 现在需 现在能 现在可以 现在怎么 现在家 现在生活 现在经济 现在办 现在申请 现在没钱 现在好多年没 现在没犯 现在稳定 现在好多了 现在还欠 现在欠 现在没房 现在租 现在借住 现在住在 现在靠 现在还没拿到 现在还没收到 现在还没批 现在没收入 现在不知
	又要 又不 又说 又让 又是 不知道 不知 忙得喘不过气 压得喘不过气 喘不过气的压力 喘气的机会
	不得了 不好了 小孩子气 孩子他爸 孩子他妈 孩子她爸 孩子她妈
	没有人受伤 没人受伤 无人受伤 没有人员伤亡 无人员伤亡 没有伤亡 没有受伤 没受伤
	没人接 不动产 电动 不动声色 不动手
`)

// joins are words that begin a clause without a comma before them.
var joins = strings.Fields("但是 可是 然而 不料 结果 但 不过他 不过她 不过现在 不过还 只不过")

var plainer = func() *strings.Replacer {
	var pairs []string
	for _, h := range harmless {
		pairs = append(pairs, h, "*")
	}
	pairs = append(pairs, typed...)
	for _, j := range joins {
		pairs = append(pairs, j, bar)
	}
	return strings.NewReplacer(pairs...)
}()

// clauses is text folded, a bar for every stop, in standard words, with ages
// marked and without harmless phrases.
func clauses(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 1)
	stopped := true
	for _, r := range text {
		r = fold.Rune(r)
		switch {
		case r == 0 || r == unicode.ReplacementChar:
		case isStop(r):
			if !stopped {
				b.WriteString(bar)
			}
			stopped = true
		default:
			b.WriteRune(r)
			stopped = false
		}
	}
	return aged(plainer.Replace(b.String()))
}

func isStop(r rune) bool {
	switch r {
	case '-', '%', '℃', '°':
		return false
	}
	return unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r)
}
