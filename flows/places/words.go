package places

import (
	"cmp"
	"slices"
	"strings"
)

// longestFirst splits a list, so that no word hides a longer one.
func longestFirst(list string) []string {
	words := strings.Fields(list)
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return words
}

// instead replaces every word of the list by a pause.
func instead(list string) *strings.Replacer {
	var pairs []string
	for _, w := range longestFirst(list) {
		pairs = append(pairs, w, string(stop))
	}
	return strings.NewReplacer(pairs...)
}

var (
	// asides are about whoever is there and where he is seen from, not about which
	// place it is.
	asides = instead(`老人在 小孩在 孩子在 有人在 人在 我在 就在 在 有个人 有人 一个人 有一个 有个 一个 一位 躺着 坐着 睡着 站着 晕倒
		那儿 那里 那边 那块 那个位置 这儿 这里 这边 位置 地方 一带 周围 附近 旁边 旁 边上 路边 街边 斜对面 对面 隔壁
		大门口 校门口 大门外 大门前 大门 正门 后门 侧门 前门 门口 门前 门外 前面 后面 前边 后边 里面 里边 外面 外边 下面 底下 上面 楼下 楼上 台阶
		左边 右边 左侧 右侧 东侧 西侧 南侧 北侧 东边 西边 南边 北边 东面 西面 南面 北面 东北角 西北角 东南角 西南角 中间`)

	// sections are of a place: the exit of a station is at the station.
	sections = instead(`出站口 进站口 出口 入口 进口 候车室 候车厅 售票厅 售票处 检票口 大厅 急诊室 急诊科 急诊 门诊部 门诊 住院部 公交站台 公交站牌 公交站
		站台 站牌 自动取款机 取款机 喷泉 凉亭 亭子 停车场 桥洞 桥头 桥墩 涵洞 红绿灯 十字 楼道 电梯 厕所 长椅`)

	// kinds are what places are. Two of different kinds are two.
	kinds = longestFirst(`汽车站 火车站 客运站 加油站 救助站 救助管理站 收费站 水电站 菜市场 农贸市场 市场 超市 商场 小学 中学 大学 幼儿园 医院 卫生院 中医院 精神病院
		法院 检察院 敬老院 养老院 公园 广场 派出所 公安局 民政局 司法所 政府 银行 信用社 桥 隧道 水库 社区 小区 宾馆 酒店 饭店 网吧 书店 药店 邮局 行政服务中心
		庙 寺 祠堂 陵园 殡仪馆 大楼 大厦 路口 路 街 巷 村`)

	// ways are the kinds that only lead to others: 人民路 to the school in it.
	ways = []string{"路", "街", "巷", "路口", "村"}

	// opposites tell places apart that are called the same but for them.
	opposites = [...][]string{{"东", "西", "南", "北"}, {"新", "老旧"}, {"大", "小"}, {"上", "下"}, {"前", "后"}}

	// common are pairs of characters in the names of many places.
	common = func() set {
		all := set{}
		for _, pair := range strings.Fields(`车站 市场 菜市 农贸 贸市 超市 商场 小学 中学 学校 医院 卫生 生院 敬老 老院 公园 广场 派出 出所 政府 银行
			桥洞 桥头 大桥 隧道 社区 小区 宾馆 酒店 饭店 大楼 大厦 路口 公交 交站 站台 加油 油站 收费 费站 服务 务中 中心 居委 委会 村口 出口 入口 门口`) {
			all[pair] = true
		}
		return all
	}()
)
