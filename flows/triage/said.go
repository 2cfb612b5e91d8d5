package triage

// What turns a word of danger into none: denial, an end, the past, an
// application. These lists are matched after folding, so in simplified
// characters and half width.
var (
	// Denial stands directly before the word, or before one filler.
	negators = []string{"没有", "没", "不是", "并非", "不再", "不会再", "未", "未见", "无", "并不", "不", "未曾", "没再", "我不会", "我才不会", "我又不会", "我是不会"}
	fillers  = []string{"在", "再", "见", "看到", "看见", "发现", "出现", "什么", "啥", "明显", "任何", "真的", "真", "怎么", "大", "继续", "发生", "要", "拿", "喝", "吃", "动", "带", "人", "有人"}
	// A question is no denial: 是不是昏迷了.
	wondering = []string{"是不是", "会不会", "有没有", "要不要", "能不能", "是没", "有没"}

	// The end of it stands after the word, in its clause or the next two.
	over = w(`已经送医 已送医 送到医院 送医院了 送去医院了 送往医院 已送往 送他去医院了 送她去医院了 拉去医院 去医院了 在医院了 住院了 已住院 出院
		送到~医院了 送去~医院了 救护车来了 救护车到了 救护车~拉走 救护车~接走 120来了 120到了 120~拉走 120~接走 拉走了 被接走 接走了 接回家 接回来了
		醒了 醒过来 醒来了 没事了 好了没事 已经好了 缓过来 好多了 恢复了 脱离危险 抢救过来 扑灭 灭了 火灭 灭掉 找到了 已经找到 自己回来了 回家了 回来了 送回家 送回来
		抓走了 被抓 抓住了 警察来了 警察到了 警察已经到 警察带走 派出所带走 警察~带走 警察~接走 派出所~接走 劝下来 处理好了 处理完 处理过 解决了 结案 虚惊一场 误会 搞错了 看错了 发错了 演习 演练
		不用叫救护车 不用救护车 不用120 不用来了 不用派人 不用管了 止住了 止血了 血止住 不流了 只是睡着 原来是睡 关好了 退烧了 烧退 现在退了 加护栏 加个护栏 加装 建议加 建议装 建议修 建议设 建议增`)
	notYet = "没不未无快要想等别才能"
	saidSo = w("他说 她说 自己说 嘴上说 老人说 硬说")

	// The past, near the word and with no word of now.
	past = w(`去年 前年 上个月 上月 上周 上星期 上礼拜 从前 当年 小时候 那年 那次 那时候 曾经 年前 个月前 早些年 早年 多年 历史上
		昨天的事 前天的事 那件事 那个事 的事情 新闻 报道 电视剧 电视里 电视上 电影 小说 故事 以前`)
	now = w(`正在 快来 快点来 救命 还在 赶紧 赶快 马上 突然 今天 今晚 今早 今夜 刚才 刚刚 此刻 现在 又 仍 一直 眼下 这会儿 到处是血 躺在`)

	prevented = w("防止 避免 预防 以防 以免 谨防 容易 杜绝 严禁 防范 提防 会引起 会引发 会导致 会造成 会不会引起 会不会引发 会不会导致 会不会造成")

	// What follows makes it the name of a thing: a drill, a leaflet, a form.
	titles = w("宣传 演练 演习 培训 讲座 知识 预案 方案 台账 会议 工作会 条例 防治 保险 险种 标语 海报 手册 专班 数据 统计 鉴定 证明 等级 热线电话 档案 应急 疏散 隐患 课程 志愿 排查 普查 科普 专题 案例 赔偿 险")

	// An application: what is asked for, and that it is asked.
	benefits = w(`临时救助 救助金 救急难 补助 补贴 低保 报销 赔偿 津贴 特困 残疾证 理赔 证明 材料 户口 收养 领养 入户 落户 手续 政策 条件 抚恤 困难救助`)
	asking   = w("吗 怎么 如何 能不能 能否 可以 多少 什么 咨询 请问 想问 申请 哪里 哪些 办理 要带 难")
)
