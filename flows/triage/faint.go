package triage

import (
	"strings"
	"unicode/utf8"
)

// faint is a kind of sign that means nothing alone. Several kinds together, and
// nothing of offices and papers, are how people tell of a danger they have no
// name for. It is asked only where no rule has heard anything.
type faint struct {
	worth int
	words []string
}

const (
	enough     = 3   // what the signs must be worth together
	soberWorth = 2   // what each word of soberness takes from it
	breath     = 240 // how much of a message, in bytes, is weighed at a time
)

// The kinds, in the order of the constants.
const (
	frail = iota
	hurt
	silent
	place
	sudden
	alone
	held
	afraid
	leaving
	kinds
)

var faints = [kinds]faint{
	frail: {1, strings.Fields(`大哥 大姐 大叔 阿姨 妈妈 爸爸 叔公 姑婆 孙女 孙子 儿子 女儿 小姑娘 小伙 后生 青年 那户 一家 家长 我弟 小的 三个人 四个人 两个人 几个人 工人 司机 老师 病友 室友 朋友 人还 人在 人就 老人 阿婆 阿公 奶奶 爷爷 外公 外婆 伯伯 老伯 阿伯 大爷 大妈 大娘 婆婆 老太 老头 老汉 老爷子 岁翁 岁童 小孩 孩子 娃 女孩 男孩 小妹 小弟 年级 学生 婴 bb 孕 怀着 怀了 大肚 独居 一个人住 一个人在家 残疾 瘫 瞎 聋 哑 智障 流浪 捡破烂 捡瓶 收废品 要饭 乞
		老公 老婆 丈夫 我爸 我妈 他爸 她爸 他妈 她妈 妹妹 弟弟 姐姐 哥哥 嫂 表妹 我姐 我哥 舅 姑 叔 姨 邻居 隔壁 对门 楼上 楼下 病人 师傅 客人 租客 他家 她家 女的 男的 女人 男人 那个人 这个人 有个人 有人 同学 同事 路人 五保 工友`)},
	hurt: {2, strings.Fields(`全是泡 起泡 双氧水 洗衣 灌饭 捏着鼻 捏着老人鼻 没一块好 缝了 见红 不会使 含着东西 胸闷 胸口闷 心慌 冒汗 一身汗 大汗 满头汗 憋气 憋得 憋成 憋红 气管 卡在 呛到 茄子色 鼓起 鼓包 变形 见骨 叫唤 哼哼 还会哼 呻吟 哀嚎 蜷 缩着 躺着 躺地 躺院 趴着 趴在 滑下去 滑下来 溜下去 嘴张 张着嘴 嘴巴张 眼翻 发直 都白了 黑了 烂 脓 磨破 蹭破 破了 割手 割到 割了 扎她 扎他 扎我 针扎 戳 蛰 叮了 中暑 冻僵 冻得 冻伤 睡不醒 半瓶 一瓶药 整瓶 药片 拉血 尿血 便血 密密麻麻 晃悠 打飘 瞳孔 翻白 口水 失禁 糊涂 胡话 不认识人 不认得人 没力气 没劲 难产 阵痛 出血 滑了 滑倒 滑下 摔 跌 跪下 栽 磕 撞到 撞了 撞倒 颠下 坠 着地 踩空 软得 发软 软了 瘫了 歪 耷拉 垂着 抽搐 抽了 在抽 抽筋 一抽 疼得 痛得 很疼 好疼 好痛 肚子疼 肚子痛 胸口 心口 晕 吐了 吐血 吐得 吐绿 呕 烫 皮都 掉皮 裂口 冻疮 疤 受伤 伤口 有伤 是伤 的伤 肿 淤 青一 发青 发紫 发黑 发白 煞白 通红 血 都是红 口子 看不见了 看不清了 听不见了 说不出 讲不出 说话不清 动不了 不会动 走不动 走不了 起不来 爬不起 站不 爬不 撑不起 抬不 拿不 硬得 僵 骨 断了 喘 呼吸 没气 脸色 冷汗 发烧 高烧 烧到 烧得 昏 迷糊 恍惚 发臭 瘦得 皮包骨 发抖 抖个 手抖 直抖 打颤 发麻 麻了 噎 呛 卡住 冰凉 凉了 滚烫
		降压药 药瓶 瓶子空 农药 安眠 误吃 误喝 吃进 喝进 吞 沫 漂 沉下 淹 压在 压着 压住 夹住 埋 砸 咬 蛇 触电 电到 蛆 烂了 流脓 化脓 没吃 没喝 不吃不喝 饿 快不行 要生 破水 羊水`)},
	silent:  {2, strings.Fields(`没起来 不敢掀 蒙着头 盖着头 好久没出来 半天没出来 没人带 没人抱 没下来 没上来 没出过门 出不来 下不来 上不来 不肯回家 不敢回 不知道去哪 没人来接 没人领 没大人管 电话就挂 挂了电话 不开门 门也不开 没消息 没接电话 没人接电话 不接电话 电话不接 电话没人接 打不通 空号 没人出声 没出声 没人应 没应 不应 应声 不理 没理 没人答 不答 没反应 叫了几声 喊了几声 叫不 喊不 都没用 没出来 没出门 没出去 没下楼 没露面 没来上 没到家 没回家 没回来 找不见 找不到人 不见了 没见人 没见他 没见她 没看见他 没看见人 几天没见 关机 失联 联系不上 人空了 没动静 没动 不动 没声 不说话 不吭 没人认 说不清 记不 问啥 问他 问她 没人知道`)},
	place:   {1, strings.Fields(`隧道 塑料布 牌坊 后山 山上 深山 院子 楼梯间 加油站 路口 路中 涵洞 工棚 宿舍 出租屋 仓库 猪圈 柴房 面包车 后备箱 栏杆 护栏 水里 水塘 沟 悬崖 坡 梯子 脚手架 取暖 烤火 地上 台阶 楼梯 楼道 地下室 水库 河边 河里 江边 塘 桥 楼顶 天台 窗户 窗台 窗外 窗边 阳台 屋顶 高处 马路 公路 国道 高速 斑马线 铁轨 铁路 井里 沟里 门缝 花坛 路边 街上 巷 车站 桥洞 外面 电梯 雨 雪 好冷 这么冷 太冷 冬天 三伏 太阳 半夜 夜里 深夜 大晚上 凌晨 天黑 炭 煤气 烟 着火 火花 泥巴 山上 屋里 房间 厕所 门口 反锁 防盗 车里 田里 工地 网吧 宾馆`)},
	sudden:  {1, strings.Fields(`刚 突然 现在 正走 正在 马上 就在 还在 一直 忽然 一下子 一下就 快来 快点 赶紧 今天 今晚 今早 昨晚 两天 三天 一天 几天 好几 一个钟 好久 半天 肯定 着急 当街 眼看 越来越`)},
	alone:   {1, strings.Fields(`一个人 没人 没大人 自己 独自 不肯 拉不 劝不 拦不 贴住 翻 不让 光着 光膀 光脚 拖鞋 睡衣 湿 脱 没穿`)},
	held:    {2, strings.Fields(`拉上车 拽上车 拖上车 带走了 嫁人 说亲 彩礼 灌 别报警 不许报警 堵放学 堵着 堵住 堵在 堵了 掏出 掏那 追我 追她 板凳 凳子砸 掀了 掀桌 手机都藏 证藏 里屋 给她糖 给糖 扎她 扎他 煤气罐 动家伙 抄家伙 挟持 勒 拴 关起 关在 铁链 打残 打骂 揍 点火 放火 犯了 不让 不准 盯着 押了 扣了 扣着 抓回 锁 关着 关在 逼 威胁 吓唬 骗去 骗到 踹 踢 打他 打她 打我 打人 挨打 被打 往死 掐 骂 追着 追人 拦车 捏着 举着 别着 刀 棍 铲 锤 瓶砸 酒瓶 汽油 翻窗 撬 闯 跟踪 跟着我 偷看 摸 欺负 不给吃 不给饭 伺候他 睡阳台 绑 拽 拖走 推倒 揪 扇 按在 摁 砸 烟头 拼 弄死 抢 拿走手机 收走`)},
	afraid:  {1, strings.Fields(`害怕 很怕 好怕 怕他 怕她 怕出 不敢 哭 吓 脸就变 脸变 慌 求求 求他 求饶 救我 救他 救救 救命 来救 拉不开 喊 惨 叫得 尖叫 躲 长袖 偷偷 吵起来 摔东西`)},
	leaving: {2, strings.Fields(`早晚都是死 早晚是死 安静走 不吃药了 去找他们 过去找他 去那边 分给我们 分给大家 哪里楼 楼最高 写信 绳子 农药 安眠 吃了半瓶 房租交到 猫送 狗送 别找我 不用找我 真的累 还做你 做牛做马 来生 替我抱 替我照 替我看 帮我看 抱抱孩子 天堂 下去陪 大桥上 二桥 顶楼 了结 不难受 不疼了 免费烧 烧炭 手腕 割 信放 字条 纸条 删光 我一走 一走他 一走了 治不好 不治了 活着 想死 去死 死了 最后一面 最后一次 最后一 拖累 松快 解脱 别管 谁也别 手腕 遗 告别 道别 再见 等我走 对不起 没意思 没盼头 撑不 熬不 累了 就不用 来世 下辈子 整整齐齐 跳下 跳楼 跳河 要跳 想跳 跳了 绝望 崩溃 我想好了 交代 存折 托付 照顾好 不想再 睡过去 一了`)},
}

// sober is what makes signs the talk of an office, an old story or a joke.
var sober = strings.Fields(`跳舞 唱歌 物业 食品 伙食 牙口 轮椅 评残 不赔 赔偿 管不管 归谁 归哪 改名 写错 抚养费 保护令 上班了 挺好 辅导 贵 便宜 打折 业务员 收队 报告 无大碍 做梦 梦到 不管用 坏了 热线 打字 年审 按钮 看过医生 已吃药 吃过药 断奶 退了 存折 路牌 门牌 招牌 树 鸡 疫苗 低保 危房 漏水 离婚 断了一 路灯 陵园 空调 容易 保姆费 收费 罚款 赔 法院 判 律师 抚养 户口 证件 复印 申请 补贴 补助 低保 材料 窗口 办理 证明 登记 手续 政策 报销 多少钱 怎么办理 请问 想问 咨询 预约 领证 投诉 工作人员 态度 排队 号 建议 火化 骨灰 殡 墓 扫墓 遗体 去世 走得 已经 好了 谢谢 辛苦 没事 汇报 巡查 愿意 通知 统计 名单 去年 前年 以前 上个月 多年 十年 新闻 电影 视频 系统 公众号 网页 抖音 志愿 医保 养老院 敬老院 福利中心 护栏 装 修 停车 太吵 吵死 低保证 结婚证 离婚证 残疾证 证件 证书 社区让 能不能 哪里 找谁 几点 吗 哈哈 死脑筋`)

// gathered is what several faint signs close together come to, or nothing.
func gathered(plain string) Finding {
	for {
		head := plain[:min(len(plain), breath)]
		if is := weigh(head); is.Urgent() {
			return is
		}
		if len(plain) <= breath {
			return Finding{}
		}
		half := breath / 2
		for !utf8.RuneStart(plain[half]) {
			half++
		}
		plain = plain[half:]
	}
}

// weigh adds up the kinds of signs in s and says what they tell of.
func weigh(s string) Finding {
	var has, surer [kinds]bool
	var first [kinds]int
	sobered := map[int]bool{}
	sum := 0
	eachOpening(s, faintHeads, func(at int, key opening) {
		for _, f := range faintOpenings[key] {
			switch {
			case !strings.HasPrefix(s[at:], f.word) || f.kind < kinds && denied(s[:at]):
			case f.kind < kinds && !has[f.kind]:
				has[f.kind] = true
				first[f.kind] = at
				sum += faints[f.kind].worth
			case f.kind < kinds:
				// A second sign of a grave kind, further on, makes the first surer.
				if !surer[f.kind] && faints[f.kind].worth > 1 && at > first[f.kind]+len(f.word) {
					surer[f.kind] = true
					sum++
				}
			case !sobered[f.place]:
				sobered[f.place] = true
				sum -= soberWorth
			}
		}
	})
	if sum < enough || !(has[hurt] || has[silent] || has[held] || has[leaving]) {
		return Finding{}
	}
	return tells(s, has)
}

// Whom and what the signs name, where it decides who must come.
var (
	household = w("保姆 护工 护理员 公公 我嫂 我哥 她公 老太太 桌子掀 老公 丈夫 男人 老婆 媳妇 儿子 女婿 孕 怀着 她脸 家里 他妈 我妈 我爸 爷爷 奶奶 婆婆 继母 继父 后妈 后爸 男朋友")
	burning   = w("泥石 山脚 困在 围住 着火 火花 冒烟 烟都 烟味 泥巴 泥水 墙鼓 塌 往屋里灌 煤气味 炭味")
)

// tells is which danger the kinds of signs tell of.
func tells(s string, has [kinds]bool) (is Finding) {
	add := func(when bool, what Finding) {
		if when {
			is = is.and(what)
		}
	}
	add(has[leaving], despair)
	add(has[held], police)
	add(has[held] && household.in(s), violence)
	add(young.in(s) || child.in(s), minor)
	add(burning.in(s), fire)
	add(has[place] && has[silent] && elder.in(s), exposed)
	add(has[hurt] || !is.Urgent(), medical)
	return is
}

// faintWord is one word of a kind, or of soberness, with its place in that list.
type faintWord struct {
	kind, place int
	word        string
}

// faintOpenings are all these words by how they open.
var faintOpenings = func() map[opening][]faintWord {
	index := map[opening][]faintWord{}
	add := func(kind int, list []string) {
		for place, word := range list {
			key := opens(word)
			index[key] = append(index[key], faintWord{kind, place, word})
		}
	}
	for kind, f := range faints {
		add(kind, f.words)
	}
	add(kinds, sober)
	return index
}()
