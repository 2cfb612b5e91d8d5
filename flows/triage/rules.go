package triage

// Who and where, as the rules need them.
var (
	child = w(`小孩 孩子 娃 小朋友 男孩 女孩 小男生 小女生 小姑娘 小学生 初中生 幼儿 宝宝 婴 未成年 细伢 妹仔 小妹妹 小弟弟 孤儿 两三岁 三四岁 四五岁 五六岁 六七岁 七八岁 八九岁
		岁童 今年十一 今年十二 今年十三 今年十四 今年十五 今年十六 今年十七 今年11 今年12 今年13 今年14 今年15 今年16 今年17 才十二 才十三 才十四 才十五 毛孩 妹崽 丫头 小家伙 幼童 名儿童 个儿童 女童 男童 姐弟 兄妹 姐妹俩 兄弟俩 班上学生 我班学生 班里学生 读初中 初一 初二 初三 上小学 读小学 留守儿童`)
	baby  = w("婴儿 婴孩 女婴 男婴 刚出生 新生儿 初生 刚生下 毛毛头 小毛头 奶娃 没满月 未满月 脐带 襁褓 小宝宝 小婴")
	elder = w("老人 老奶奶 奶奶 爷爷 大爷 大妈 大娘 阿婆 阿公 老太 老头 老大爷 老伯 父亲 母亲 我爸 我妈 爸爸 妈妈 婆婆 公公 外公 外婆 岳父 岳母 老伴 痴呆 失智 老年人 阿尔茨海默 岁翁 老伯 老妇 老婆婆 老太太 老人家 老大娘 老奶 阿伯 大伯 伯伯 阿姨 老母亲 老父亲 五保户")
	kin   = w("儿子 女儿 孙子 孙女 弟弟 妹妹 侄子 智障 残疾 聋哑 精神 哥哥 姐姐 丈夫 妻子 老婆 老公")
	body  = w("躺 睡 趴 倒在 倒地 瘫 蜷 地上 坐在路 坐在地 推 拍 摇 喊他 喊她 叫他 叫她 呼吸 闭着眼 眼睛闭 路边 桥洞 街边 老人 男的 女的 一个人 醉 孩子 小孩 娃 宝宝 人没 邻居 老伴 我爸 我妈")
	lying = w("乞丐 要饭 醉汉 躺 睡 趴 倒 瘫 蜷 缩 坐着 坐在 靠着 靠在 窝 跪 那个人 这个人 有个人 那人 流浪")
	still = w(`不动 没动 动不了 没动静 没动弹 不动弹 没怎么动 没醒 不醒 没起来 起不来 站不起来 爬不起来 没起 没挪 僵 发硬 身上硬 没声 不吭声 没吭声 不出声 不睁眼 没睁眼 不会动 不会说话 说不出话 没应 不应
		苍蝇 身上凉 冰凉 凉了 脸色发白 脸发白 脸煞白 脸色很差 不对劲 没搭理 不搭理 不理人 没知觉 没力气 没劲 直发抖 直哼哼 呻吟`)
	outside = w(`桥洞 桥下 路边 路口 街边 街头 街上 马路 公园 车站 站台 广场 地下通道 门口 草丛 田里 田埂 沟里 河边 雪地 雪里 台阶 绿化带 巷 楼道 取款 长椅 长凳 屋檐 外面 露天 工地 涵洞 山上 树下 垃圾 天桥 树林 亭子 露宿 流浪 站外 出站口`)
	weather = w(`零下 -~度 -~℃ -~° 下雪 雪地 雪里 大雪 暴雪 飘雪 暴雨 大雨 下雨 淋 雨里 冻 好冷 太冷 很冷 这么冷 天冷 冷得 冷的天 低温 寒潮 霜 结冰 冰雹 发抖 哆嗦 台风 高温 暴晒 中暑 40度 毒太阳 大太阳 北风
		单衣 短袖 光脚 赤脚 没穿鞋 没穿衣 没盖 湿透 一床被都没 没有被子 没被子 光着身 只穿 衣服单薄 穿得很薄 穿得单薄 穿得很少`)
	sinceLong = w(`从昨 昨天就 昨晚就 昨天晚上就 昨夜就 昨天开始 昨晚开始 昨天到现在 昨晚到现在 前天就 前晚就 从前天 一整天 一天一夜 一夜 一整夜 一晚上 两天了 三天了 四天了 好几天 几天几夜 两天两夜 好几个小时 几个钟头 半天了 没吃没喝 几天没吃 两天没吃 三天没吃 一天没吃 没吃东西`)
	home      = w("老伴 老头子 那口子 老公 丈夫 前夫 前妻 男朋友 男友 我爸 我妈 爸爸 妈妈 我男人 她男人 他爸 后爸 后妈 继父 继母 婆婆 公公 儿子 儿媳 媳妇 家里 邻居 夫妻 老婆 妻子 孩子 小孩 老人 奶奶 爷爷 护工 护理员 保姆 敬老院 养老院 喝了酒 喝醉 喝酒")
	office    = w("工作人员 窗口 办事员 干部 领导 科长 主任 局里 部门 申请 投诉 反映 打电话 热线 系统 公众号 小程序 网上 网页 链接 提交 交了 材料 上报 留言 意见 村里 镇里 镇上 政府 单位 按钮 叫号 号码 手机")
	papers    = w("证 存折 户口本 户口簿 银行卡 社保卡 手机 钱包 号码 补贴 补助 低保 照片 档案 材料 单子 骨灰 墓 电话 号子 名字 坟 手续 票 钥匙 工单 评价")
)

var (
	medical  = Finding{Medical: true}
	police   = Finding{Police: true}
	fire     = Finding{Fire: true}
	minor    = Finding{Child: true}
	violence = Finding{Violence: true}
	exposed  = Finding{Exposed: true}
	despair  = Finding{Police: true, Despair: true}
)

var rules = concat(medicalRules, stateRules, signRules, policeRules, threatRules, mutedRules, despairRules, farewellRules, partingRules, minorRules, careRules, homeRules, handsRules,
	outsideRules, strayRules, fireRules, floodRules)

func concat(tables ...[]rule) (all []rule) {
	for _, t := range tables {
		all = append(all, t...)
	}
	return all
}

var outsideRules = []rule{
	{is: exposed, any: lying, near: []words{outside, weather}, unless: w("墓 坟 骨灰 陵园")},
	{is: exposed, any: lying, here: outside, near: []words{sinceLong}, unless: w("墓 坟 骨灰 陵园 停车 停了 堆 车 排队")},
	{is: exposed, any: lying, near: []words{sinceLong, still}},
	{is: exposed, any: w("直抖 发抖 直哆嗦 打哆嗦 冷得 光脚 光着脚 赤脚 湿透"), near: []words{outside}, unless: concatWords(office, w("大厅 空调 开会"))},
	{is: exposed, any: w("流浪 露宿 乞讨 要饭 过夜 桥洞 无家可归 没地方住 没地方去 没地方睡"), near: []words{weather}},
	{is: exposed, any: w("冻僵 快冻 冻死 冻晕 冻坏 冻得发紫 冻得发抖 冻得直 冻得说不 冻得嘴 冻伤 快饿死 饿晕 饿得站不")},
	{is: exposed, any: w("走丢 走失 走散 失踪 不见了 不见人 找不到了 找不着了 找不到人 找不着人 没回家 没回来 没有回家 没有回来 没见回来 人没了踪影 失联 不知去向 不知道去哪 跑丢 跑出去 丢了"), here: concatWords(elder, child, kin), unless: papers, always: false},
	{is: exposed, any: w("走丢 走失 失踪 跑丢 没回来 没回家 没有回来 没见回来 没见人影 *人在哪 *去哪了 *去哪儿 *去了哪 *在哪里 出门~没回 出去~没回 出走 没回来过"), near: []words{concatWords(elder, child, kin), w("走丢 走失 失踪 跑丢 出走 出门 出去 去买菜 早上 下午 昨天 昨晚 天黑 天都黑 到现在 一天 半夜 电话关机")}, unless: papers},
	{is: exposed, any: w("说不清~住 说不出~住 说不清~家 说不出~家 说不清地址 不记得家 不记得~住 忘了家 忘记家 找不到家 找不着家 找不到回家 认不得路 不认得路 不认识路 迷路 迷了路 不知道自己是谁 不知自己 说不清自己 说不出自己 不记得自己 记不得~家 讲不清 转来转去 走来走去 *自己是谁 *家在哪 *自己住 *家住哪 *回家的路"), near: []words{concatWords(elder, child, lying, w("衣服 睡衣 拖鞋 男的 女的 女人 男人 好像"))}},
	{is: exposed, any: w("老年痴呆 痴呆 失智 糊涂 阿尔茨海默"), near: []words{w("路上 街上 马路 超市 商场 菜市场 乱走 一个人 走丢 车站 外面 转悠 站在")}},
}

var fireRules = []rule{
	{is: fire, any: w("火灾 着火 着了火 起火 失火 烧起来 火烧 烧着了 大火 火势 火苗 火光 浓烟 明火 山火 冒火 火很大 火好大"), unless: w("担心 怕 隐患 大火收汁")},
	{is: fire, any: w("爆炸声 烟很大 烟好大 浓烟 黑烟 滚滚烟 烟雾弥漫 满屋烟 满楼烟"), unless: w("殡仪馆 焚烧 炉 烟囱 祭 鞭炮 抽烟 烧纸")},
	{is: fire, any: w("冒烟 冒黑烟 冒白烟 烧焦 焦味 糊味 烟味很"), here: w("楼 屋 房 窗 车 家 门缝 电 插座 仓库 库 店"), unless: w("殡仪馆 火化 炉 焚烧 烟囱 祭")},
	{is: fire.and(medical), any: w("煤气泄漏 煤气漏 燃气泄漏 燃气漏 漏煤气 漏燃气 漏气 天然气泄漏 煤气味 燃气味 臭鸡蛋 一氧化碳"), unless: w("轮胎 车胎 水管 气球")},
	{is: fire, any: w("爆炸 炸了 塌了 倒塌 坍塌 塌方 滑坡 泥石流 压在下面 埋在 被埋 被压住 压住了"), here: w("房 屋 墙 楼 山 人 桥 罐 气 土 下面 厂 路 矿"), unless: w("坟 墓 骨灰 遗体 安葬 手机 群 锅")},
	{is: fire, any: w("被困 困在 出不来 卡在 夹住 夹在 掉进井 掉井 掉到井 掉坑 掉进坑 井里有人 掉下去了"), here: w("电梯 水里 洪水 山 楼 井 屋 房 火 车里 洞 桥 孩子 老人 小孩 人 手 头 脚"), unless: w("系统 页面 手续 经济 生活困 停车")},
	{is: fire, any: w("洪水 大水 水涨 水漫 水淹"), near: []words{w("被困 困住 出不来 冲走 屋顶 二楼 快到 老人 小孩 转移 救 走不了")}},
}

func concatWords(lists ...words) (all words) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}
