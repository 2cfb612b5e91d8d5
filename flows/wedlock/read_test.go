package wedlock

import (
	"strings"
	"testing"

	"minqing/flows/fold"
)

// asked is what people ask, from outside any conversation about papers: topic, sentences.
var asked = map[Topic]string{
	Marry:     `结婚要带什么 领证带什么 结婚需要哪些材料 领证要准备什么 我们想结婚需要啥证件 登记结婚的流程是什么 结婚要什么手续 領證要帶什麼 扯证要哪些东西 结婚登记怎么办`,
	Straits:   `和台湾人结婚要什么材料 女朋友是台湾人怎么登记结婚 和香港人登记要什么 老公是澳门人结婚要公证吗 跟港澳同胞领证带什么 對象是香港居民怎麼領證 我要嫁到台湾去要什么手续 男朋友持回乡证能登记吗`,
	Overseas:  `和华侨结婚要什么材料 对象定居国外能回来领证吗 老公有美国绿卡 未婚夫是华侨带什么 女朋友在日本定居领证要什么 男朋友是侨居加拿大的`,
	Foreign:   `老公是外国人 涉外婚姻 和越南人结婚要什么 我想娶个老外 女朋友是韩国人怎么领证 和美国人登记结婚需要认证吗 未婚夫外籍 娶缅甸媳妇要什么手续 老婆是日本人要带什么`,
	Divorce:   `离婚要带什么 离婚怎么办 离婚需要什么材料 协议离婚的流程 我想离婚要准备什么 離婚要帶什麼證件 离婚手续 和外国人离婚要什么材料 外国人离婚 和香港人离婚 老公是台湾人想离婚 离婚协议有什么要求 离婚协议怎么写`,
	Reissue:   `结婚证丢了怎么补 结婚证、离婚证丢了怎么补 红本丢了 补办结婚证 外地能补结婚证吗 离婚证找不到了 结婚证被撕了 领错的结婚证名字写错了 补领离婚证带什么 结婚证泡水了还能用吗 婚证不见了`,
	Record:    `单身证明怎么开 无婚姻登记记录证明 开未婚证明要什么 婚姻状况证明去哪开 能开婚姻证明吗`,
	Archive:   `查婚姻档案 我想打印自己的结婚登记记录 结婚档案在哪里查 查我们的结婚登记`,
	Age:       `男21岁能领证吗 多大年龄能结婚 够岁数登记吗 女19岁可以结婚吗 法定婚龄是多少 虚岁20能领证吗 女的几岁可以领证 男的21能领证吗`,
	Cooling:   `离婚冷静期怎么算 冷静期多少天 离婚要几天 离婚要多久 什么时候能领离婚证 申请离婚后可以撤回吗 离婚申请了又后悔怎么办 我们不想离婚了 老婆不来领证怎么办`,
	Refused:   `在国外结的婚能离吗 在美国结的婚能在这里离吗 在泰国登记的能离婚吗 一方不同意离婚怎么办 什么情况不受理离婚 老公不肯离婚 离婚能单方办吗 对方坐牢怎么离婚`,
	Barred:    `表哥表妹能结婚吗 同性可以结婚吗 被逼着结婚怎么办 爸妈逼我嫁人 两个男的能领证吗 我和我男朋友都是男的可以登记结婚吗 什么情况不给登记结婚 结婚条件 近亲能领证吗 还没离婚能领证吗`,
	Book:      `结婚还要户口簿吗 领证要不要户口本 离婚要户口本吗 结婚用不用集体户口页`,
	Photo:     `领证要几寸照片 结婚登记可以现场拍照吗 结婚证照片要求`,
	Fee:       `领证多少钱 离婚收费吗 补办结婚证要钱吗 结婚登记免费吗`,
	Proxy:     `离婚可以委托别人去吗 结婚必须两个人都要去吗 领证一个人去行吗 网上能领证吗`,
	Residence: `不是本地户口能在这里登记结婚吗 外地人能领证吗 离婚要回老家登记吗 户口在外省可以在这里结婚吗`,
	Again:     `离过婚要带离婚证吗 丧偶再婚要什么 复婚怎么办 离婚后能再婚吗 系统显示我已婚怎么办结婚`,
	Card:      `身份证丢了能领结婚证吗 临时身份证可以结婚吗 身份证过期了离婚能办吗`,
	NoPaper:   `结婚证丢了怎么离婚 结婚证找不到了能离婚吗`,
	Others:    `查一下张三结没结婚 张三结婚了吗 帮我查我老公是不是结过婚 我男朋友是不是已婚 他离婚了没有 能查别人的婚姻状况吗 想知道我对象的婚史 她和谁结的婚 查询配偶的婚姻登记信息 李四是不是单身 帮忙看看这个人有没有结过婚 她结过几次婚 我前妻再婚了吗 13800138000是不是离婚了 能查对方有没有结过婚吗 查110101199001011234的婚姻状况 我想知道我前妻有没有再婚 张伟的结婚证号是多少 我老婆今天来取号了吗 昨天是不是有个叫李红的来离婚 李红昨天来你们这离婚了吗 帮我看看我女儿有没有偷偷领证 我对象说他没结过婚是真的吗 她是不是在你们那里登记的`,
	None:      `5月20日几点开门 今天能领证吗 周六能离婚吗 现在排到几号了 民政局在哪 低保要什么材料 收养孩子要什么材料 投诉离婚窗口态度差 结婚二十年了 我老公打我 婚纱照多少钱 殡仪馆收费吗 老公走丢了 我要反映结婚登记收费 你好 谢谢 取号 男朋友 高龄津贴要带什么 孩子5岁离婚归谁 残疾证怎么补 离婚补贴 结婚纪念日 身份证丢了怎么办 我对象生病了 民政局几点上班 户口本丢了怎么补 家里困难怎么办 婚假几天 婚介所骗人 社团登记要什么材料 高龄津贴登记年龄 低保登记要身份证吗`,
}

// within is what a word or two mean to somebody who already talks of papers.
var within = map[Topic]string{
	Marry: `结婚 结婚登记 我要结婚 领证 我们想登记结婚`, Divorce: `离婚 我要离婚 办离婚手续`, Book: `要户口本吗 户口簿呢`, Photo: `照片要几张 要照片吗`,
	Fee: `要钱吗 收费吗`, Straits: `台湾 对方是香港的`, Foreign: `外国人`, Proxy: `要本人去吗 可以代办吗`, Residence: `外地户口可以吗 户口不在这里`, Card: `身份证丢了`,
	Reissue: `补证 红本丢了`, Record: `单身证明`, Again: `再婚`,
	None: `今天能领证吗 周三能离婚吗 几点上班 嗯 好的谢谢 离婚的人多不多 在吗 我要投诉`,
}

func TestWhatIsAsked(t *testing.T) {
	n := 0
	for _, side := range []struct {
		inside bool
		says   map[Topic]string
	}{{false, asked}, {true, asked}, {true, within}} {
		for want, sentences := range side.says {
			for _, said := range strings.Fields(sentences) {
				if n++; side.inside && want == None && side.says[Marry] == asked[Marry] {
					continue // inside, fewer words are enough
				}
				if got := Read(fold.Text(said), side.inside); got != want {
					t.Errorf("%s (inside %t): %q, want %q", said, side.inside, got, want)
				}
			}
		}
	}
	if n < 200 {
		t.Errorf("only %d sentences", n)
	}
}

// Whether somebody may is asked of no day; a hurry asks after the hours.
func TestWhoAsksWhetherTheyMay(t *testing.T) {
	for want, sentences := range map[Topic]string{
		Barred:  `智障能结婚吗 有精神病可以领证吗 怀孕了能结婚吗 聋哑人可以结婚么 坐过牢的能领证不`,
		Divorce: `我怀孕了能离婚吗 孩子没满一岁能不能离婚 刚结婚一个月可以离婚吗`,
		None:    `能结婚吗 现在能领证吗 今天可以领证吗 周六能离婚吗 你们这里能领证吗 下午可以离婚吗 残疾人结婚补贴能领吗 结婚二十年了 今晚能领证吗`,
	} {
		for _, said := range strings.Fields(sentences) {
			if got := May(fold.Text(said)); got != want {
				t.Errorf("%s: %q, want %q", said, got, want)
			}
		}
	}
}
