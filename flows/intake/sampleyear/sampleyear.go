// Package sampleyear is a year of a bureau's opinions on paper, for tests and for
// showing: 214 from the visits to homes (大走访), 15 from the mass-line campaign
// (群众路线) and 7 that came in other ways, 236 in all; 235 were put right, and one, the
// pay of village assistants, was reported upward. Numbers and sorts are those of such a
// bureau's report; what is said, where and by whom is invented. It is the same every
// time.
package sampleyear

import (
	"fmt"
	"time"

	"minqing/flows/intake"
	"minqing/storage"
)

// Year is the one in which all of it was received and settled.
const Year = 2025

// sort is a sort of opinions: what is said of it, and what was done.
type sort struct {
	category, text, measures, result string
}

var visits = []sort{
	{"低保", "家庭收入低，申请低保", "入户核对收入，村里评议公示", "符合条件，已批准"},
	{"低保", "老人长期患病，申请低保", "入户核对，向县医院核实支出", "符合条件，已批准"},
	{"低保", "有两个子女上学，申请低保", "核对家庭财产和收入", "不符合条件，已上门解释并告知教育资助"},
	{"临时救助", "火灾烧了房子，希望得到临时救助", "当天核实，按急难程序办", "救助金已发放"},
	{"低保", "希望把低保名单贴在村务公开栏", "要求各村按季张榜", "已张榜，群众认可"},
	{"养老", "幸福园的床铺旧了，希望更换", "清点床铺，统一更换", "已更换"},
	{"低保", "低保金到账晚，希望提前发放", "与银行约定每月发放日", "已按月准时到账"},
}

var campaign = []sort{
	{"救助管理站", "流浪乞讨救助力度不够", "在两个社区设临时救助点，上街劝导", "临时救助点已启用"},
	{"收养", "捡拾的弃婴收养入户难", "会同公安设集体户，采集血样比对", "符合条件的已入户"},
	{"灾害救助", "村级灾害信息员没有培训过", "分两批培训", "已全部培训"},
	{"烈士陵园", "烈士陵园修得太慢", "与施工方约定工期，每周督查", "已按新工期施工"},
	{"殡葬-乱建坟墓", "山坡上乱建坟墓没人管", "多部门联合行动，依规平毁", "已平毁复绿"},
	{"殡仪馆", "殡仪馆的鞭炮纸到处飞", "增设水泥围圈定点燃放，加密保洁", "现场已清理干净"},
	{"殡仪馆", "殡仪馆停车场不够用", "平整空地，新增停车场", "已启用"},
	{"其他", "村级民政协理员待遇太低", "提出方案报县里研究", "因客观原因未办结，已主动上报"},
	{"未成年人保护", "希望建未成年人保护中心", "调整办公用房，投入设备", "已交付使用"},
	{"养老", "敬老院的饭菜不合老人口味", "成立伙食委员会，每周公布食谱", "老人满意"},
	{"社区服务站", "社区服务站开门时间太短", "延长开放时间，周末轮值", "已公布新的时间"},
	{"婚姻登记", "高峰日登记排队太久", "增开窗口，早开门晚下班", "当天领证"},
	{"救助管理站", "街上有人露宿没人问", "加密巡查，劝导进站", "已进站安置"},
	{"临时救助", "不知道救急难找谁", "公布办理流程图和窗口电话", "已公布"},
	{"救助管理站", "救助对象的档案不齐", "建立登记、入站、出站三张表", "已补齐"},
}

// others came in other ways, some of them on a day that was written down.
var others = []struct {
	channel, day string
	sort
}{
	{"征求意见表", "2025-03-06", sort{"社区服务站", "希望服务站增加老年食堂", "试办老年食堂", "已开办"}},
	{"座谈会", "2025-03-20", sort{"养老", "幸福园离卫生所太远", "安排村医每周上门", "已按周上门"}},
	{"意见箱", "2025-05-13", sort{"婚姻登记", "登记大厅没有饮水机", "添置饮水机", "已添置"}},
	{"大接访", "2025-06-10", sort{"低保", "被取消低保，要求复核", "重新入户核对", "不符合条件，已当面解释"}},
	{"信访", "2025-01-18", sort{"殡葬-乱建坟墓", "邻村占地建坟", "会同自然资源部门处理", "已迁移"}},
	{"信访", "2025-04-05", sort{"殡仪馆", "清明那天收费不透明", "收费项目上墙公示", "已公示"}},
	{"行评", "2025-09-18", sort{"救助管理站", "引导牌上的电话看不清", "更换引导牌", "已更换"}},
}

var places = []string{"城关镇", "白水镇", "上游村", "下渡村", "石桥村", "青山村", "新圩村", "塘边村", "枫林村", "东湖街道", "河口村", "大坪村", "龙潭村"}

// clerks are whom the paper names as responsible, by category.
var clerks = []string{"王某", "李某", "陈某", "林某"}

// Opinions are all 236, in the order in which a bureau would write them down: by way,
// then by day. Two pairs of the visits are alike to the letter, from different people.
func Opinions() []intake.Opinion {
	var all []intake.Opinion
	add := func(channel string, received time.Time, s sort, text string) {
		n := len(all)
		o := intake.Opinion{
			Row: n + 2, Channel: channel, Received: received, Kind: "建议", Category: s.category, Text: text, Result: intake.Resolved,
			Closed: received.AddDate(0, 0, 3+n%12),
			Done:   storage.Done{Responsible: clerks[n%len(clerks)], Measures: s.measures, Result: s.result, Promise: "按承诺的期限兑现"},
		}
		all = append(all, o)
	}
	first := time.Date(Year, 1, 6, 0, 0, 0, 0, storage.Zone)
	for n := range 214 {
		s := visits[n%len(visits)]
		text := fmt.Sprintf("%s%d组：%s", places[n%len(places)], n%9+1, s.text)
		received := first.AddDate(0, 0, n*3/4)
		if n == 100 || n == 150 { // the same words as the one before, on the same day
			s, text, received = visits[(n-1)%len(visits)], all[n-1].Text, all[n-1].Received
		}
		add("大走访", received, s, text)
	}
	for n, s := range campaign {
		add("群众路线", time.Date(Year, 7, 1+n*4, 0, 0, 0, 0, storage.Zone), s, s.text)
		if s.category == "其他" {
			all[len(all)-1].Result = intake.Escalated
		}
	}
	for _, o := range others {
		day, err := time.ParseInLocation(time.DateOnly, o.day, storage.Zone)
		if err != nil {
			panic(err)
		}
		add(o.channel, day, o.sort, o.text)
	}
	return all
}

// Table is the year as a sheet has it, titles first.
func Table() [][]string {
	rows := [][]string{intake.Titles}
	for _, o := range Opinions() {
		rows = append(rows, []string{
			o.Channel, o.Received.Format(time.DateOnly), o.Category, o.Text, string(o.Result), o.Closed.Format(time.DateOnly),
			o.Done.Responsible, o.Done.Measures, o.Done.Result, o.Done.Promise,
		})
	}
	return rows
}
