package texts

import "fmt"

// The law that 所需材料 speaks by, each with the day from which it is in force.
func statute(articles string) string {
	return "《婚姻登记条例》（国令第804号，2025-05-10起施行）第" + articles + "条"
}

func civilCode(articles string) string {
	return "民法典（2021-01-01起施行）第" + articles + "条"
}

// PaperCase is one case of 所需材料.
type PaperCase struct {
	Name   string // in the list
	Text   string
	Source string
}

// PaperPoint is one single point that people ask about.
type PaperPoint struct {
	Text   string
	Source string
}

// Papers is 所需材料: what to bring to the marriage office, the dates of a divorce, and who
// is old enough. Nothing here is the bureau's own: what the law leaves open is asked by phone.
var Papers = struct {
	Common func(phone string) string
	Which  string
	More   string
	Cases  []PaperCase           // in the order of the list
	Points map[string]PaperPoint // by topic

	Source    func(of string) string
	AskFirst  func(what, phone string) string
	Phone     func(phone string) string
	OwnAnswer string // what to say to see what the bureau adds
	Own       func() string

	// a divorce
	Windows    func(applied, undo, from, last string) string
	UndoMoved  func(day string) string
	LastMoved  func(day string) string
	Assumed    func(years string) string
	NotApplied string
	Undoing    string
	Fetching   func(days int) string
	Lapsed     string
	Receipt    string
	WindowsLaw string
	AskApplied string
	NoSuchDay  func(words string) string

	// ages
	Man, Woman  string
	IfMan       string
	IfWoman     string
	Today       string
	OnDay       func(day string) string
	DayPast     func(day string) string
	Enough      func(who string, years string) string
	NotYet      func(who, from, years string) string
	TooYoung    func(who, told, years string) string
	AgeEnough   func(who, told string) string
	AgeUnsure   func(who, told string) string
	Told        func(age string, nominal bool) string
	ByAge       string
	BothEnough  string
	BothFrom    func(day string) string
	OnlyAge     string
	AgeLaw      string
	NotKept     string
	AskBirths   string
	AskSexes    string
	NoSuchBirth func(words string) string
	NoIdentity  string
}{
	Common: func(phone string) string {
		return "办结婚、离婚，都是这样：\n" +
			"· 两个人亲自到场，一起办\n" +
			"· 各带本人有效的身份证件，内地居民是居民身份证；离婚还要各带结婚证\n" +
			"· 结婚要签的声明，在窗口当场签\n" +
			"· 不收费\n" +
			"· 照片要不要、要几张，条例没有写，请先致电" + phone + "\n" +
			"依据：" + statute("六、七、八、十三、十五")
	},
	Which: "您是哪种情况？请选择，或直接打字问，例如：结婚证丢了怎么补",
	More:  "看别的情况请回复 " + Command("所需材料"),
	Cases: []PaperCase{
		{
			Name: "结婚（双方内地居民）",
			Text: "结婚，双方都是内地居民。每人带：\n1. 本人的居民身份证\n2. 签字声明，当场签：本人没有配偶，和对方没有直系血亲、三代以内旁系血亲关系\n" +
				"不用户口簿，不收费。两人亲自到场；男满22周岁、女满20周岁。\n一方是港澳台居民、华侨或外国人的，要带的不一样，请另选。",
			Source: statute("六、七、八") + "；" + civilCode("1047"),
		},
		{
			Name: "结婚（一方港澳台）",
			Text: "结婚，一方是港澳台居民。\n港澳台一方带：\n1. 本人的有效通行证，或者港澳台居民居住证、身份证\n2. 经居住地公证机构公证的声明：本人没有配偶，和对方没有直系血亲、三代以内旁系血亲关系\n" +
				"内地一方带：居民身份证，当场签同样内容的声明\n两人亲自到省级民政部门或者它确定的机关办，不是每个登记处都能办。",
			Source: statute("二、七、八"),
		},
		{
			Name: "结婚（一方华侨）",
			Text: "结婚，一方是华侨。\n华侨一方带：\n1. 本人的有效护照\n2. 证明：本人没有配偶，和对方没有直系血亲、三代以内旁系血亲关系。由我国驻居住国使（领）馆出具；或者由居住国公证机构、有权机关出具，再经我国驻该国使（领）馆认证。国际条约另有规定的，按条约办，并签真实性声明\n" +
				"内地一方带：居民身份证，当场签同样内容的声明\n两人亲自到省级民政部门或者它确定的机关办，不是每个登记处都能办。",
			Source: statute("二、七、八"),
		},
		{
			Name: "结婚（一方外国人）",
			Text: "结婚，一方是外国人。\n外国一方带：\n1. 本人的有效护照或者其他有效的国际旅行证件，或者外国人永久居留身份证等我国主管机关签发的身份证件\n" +
				"2. 没有配偶的证明。由所在国驻华使（领）馆出具；或者由所在国公证机构、有权机关出具，再经我国驻该国使（领）馆或该国驻华使（领）馆认证。国际条约另有规定的，按条约办，并签真实性声明\n" +
				"内地一方带：居民身份证，当场签声明（没有配偶，和对方没有近亲属关系）\n两人亲自到省级民政部门或者它确定的机关办，不是每个登记处都能办。",
			Source: statute("二、七、八"),
		},
		{
			Name: "离婚",
			Text: "双方自愿离婚。各带：\n1. 本人的居民身份证\n2. 本人的结婚证\n3. 双方签好的书面离婚协议，写明自愿离婚，孩子抚养、财产、债务怎么处理\n" +
				"两次都要两个人亲自到场，到同一个登记机关：先申请；收到申请起30天内任何一方可以撤回；期满后30天内一起来领离婚证，不来视为撤回。\n" +
				"三种情况不受理，可以向法院起诉：没有达成离婚协议；一方是无民事行为能力人或限制民事行为能力人；不是在中国内地登记的结婚。\n" +
				"一方是港澳台居民、华侨或外国人的，到省级民政部门或者它确定的机关办。",
			Source: statute("二、十三至十六") + "；" + civilCode("1076、1077、1079"),
		},
		{
			Name: "补领结婚证、离婚证",
			Text: "结婚证、离婚证丢了或坏了，可以补领。\n带本人的居民身份证；港澳台居民、华侨、外国人带各自的有效身份证件。\n" +
				"登记机关查到登记档案、确认属实，就补发。不收费。在全国任何一个婚姻登记机关都可以申请。",
			Source: statute("六、八、二十一") + "；民政部负责人解读（2025-05-11）",
		},
		{
			Name: "无婚姻登记记录证明",
			Text: "《婚姻登记条例》没有规定这种证明。请先向要证明的单位问清要的是哪一种、给谁用，再问登记处能不能开、带什么，免得白跑。\n" +
				"本人的婚姻登记档案，可以带有效身份证件到窗口查询。",
			Source: statute("十九"),
		},
		{
			Name: "年龄够不够",
			Text: "男满22周岁、女满20周岁才能登记结婚，按办理那天的周岁算，虚岁不算。\n" +
				"把两人的出生日期发给我，可以算哪天起够，例如：男1999年8月9日，女2006年3月1日",
			Source: civilCode("1047") + "；" + statute("九"),
		},
	},
	Points: map[string]PaperPoint{
		"others": {
			Text: "对不起，别人的婚姻状况不能查，也不能告诉任何人，家人、恋人也一样：婚姻登记机关对登记中知道的个人隐私、个人信息要保密。\n" +
				"每个人可以查自己的：请本人带有效身份证件，到婚姻登记窗口查自己的登记档案。",
			Source: statute("六、十九"),
		},
		"archive": {
			Text:   "婚姻登记档案由登记机关长期保管，当事人可以查。请本人带有效身份证件到窗口查询，微信里查不了。",
			Source: statute("十九"),
		},
		"book": {
			Text:   "不用带户口簿。结婚、离婚、补领证件，条例列出的材料里都没有户口簿，带本人的居民身份证；离婚还要带结婚证和离婚协议。",
			Source: statute("八、十三、十五、二十一"),
		},
		"photo": {
			Text:   "照片要不要、什么规格、要几张，条例没有写，由登记处说明。拍照自愿，办理婚姻登记不收费。",
			Source: statute("六"),
		},
		"fee": {
			Text:   "结婚、离婚、补领证件都不收费。违反规定收了的，应当退还；被要求交钱的，可以回复“我要反映”告诉我们。",
			Source: statute("六、二十二"),
		},
		"proxy": {
			Text:   "结婚、离婚都要两个人亲自到登记机关，不能由别人代办；离婚申请和领离婚证，两次都要两个人到场。补领证件能不能委托别人，条例没有写，由登记处说明。",
			Source: statute("七、十三、十六、二十一") + "；" + civilCode("1049、1076、1077"),
		},
		"residence": {
			Text:   "外地户口也可以办。自2025年5月10日起，内地居民结婚、离婚、补领证件都不受户籍地限制，在哪里的婚姻登记机关办都行。离婚领证要回到收下申请的那个登记机关。",
			Source: statute("七、十三、十六") + "；民政部负责人解读（2025-05-11）",
		},
		"again": {
			Text: "离过婚、丧偶的再结婚，材料和别人一样：居民身份证、当场签的声明；复婚也按结婚登记办。\n" +
				"联网核对对不上时要补材料：离过婚的带离婚证、法院生效文书或离婚证明书；丧偶的带死亡医学证明（推断）书和结婚证等；改过姓名、证件号的，带公安机关等出具的证明。",
			Source: statute("八、十、十八") + "；民政部负责人解读（2025-05-11，据公开资料整理，以本局公布为准）",
		},
		"barred": {
			Text:   "申请结婚登记的是男女双方，两人亲自到场。四种情况不予登记结婚：没到法定年龄（男22周岁、女20周岁）；不是双方完全自愿；一方或双方已有配偶；双方是直系血亲或三代以内旁系血亲（例如堂、表兄弟姐妹）。不予登记的，登记机关要说明理由。",
			Source: statute("七、九、十") + "；" + civilCode("1047、1048、1049"),
		},
		"refused": {
			Text:   "三种情况登记机关不受理离婚，可以向法院起诉：没有达成离婚协议的；一方是无民事行为能力人或限制民事行为能力人的；结婚登记不是在中国内地办理的。",
			Source: statute("十四") + "；" + civilCode("1079"),
		},
		"card": {
			Text:   "办理婚姻登记要带本人的居民身份证，并且在有效期内。丢了、过期了的，请先到公安机关补办；能不能先用临时身份证，条例没有写，由登记处说明。",
			Source: statute("八、十五、二十一"),
		},
		"cooling": {
			Text: "登记机关收到离婚申请，第二天开始算：\n· 30天内，任何一方都可以撤回申请\n· 期满后30天内，两个人一起到同一个登记机关领离婚证；不来领，视为撤回，要重新申请\n" +
				"最后一天遇休息日，顺延到下一个工作日。以受理回执单为准。",
			Source: civilCode("201、203、1077") + "；" + statute("十六"),
		},
		"nopaper": {
			Text:   "离婚要各带本人的结婚证。丢了的可以先补领：带居民身份证向任何一个婚姻登记机关申请，查到登记档案就补发，不收费。补领和离婚能不能一次办，由登记处说明。",
			Source: statute("六、十五、二十一") + "；民政部负责人解读（2025-05-11）",
		},
	},

	Source:    func(of string) string { return "依据：" + of },
	AskFirst:  func(what, phone string) string { return "来之前请致电" + phone + "问清：" + what },
	Phone:     func(phone string) string { return "婚姻登记处电话：" + phone },
	OwnAnswer: "本局说明",
	Own:       func() string { return "本局的具体做法，回复 " + Command("本局说明") + " 查看" },

	Windows: func(applied, undo, from, last string) string {
		return "按" + applied + "提交离婚申请算：\n" +
			"· " + undo + "及以前：任何一方都可以撤回申请\n" +
			"· " + from + "到" + last + "，登记处上班的日子：两个人一起，到收下申请的那个登记机关领离婚证\n" +
			"· 到期没有一起来领，视为撤回，要重新申请"
	},
	UndoMoved: func(day string) string {
		return "第30天" + day + "是休息日，已经顺延；领证的最后一天可能再晚几天，按上面的日子来不会误。"
	},
	LastMoved: func(day string) string { return "第60天" + day + "是休息日，已经顺延。" },
	Assumed: func(years string) string {
		return years + "年的放假安排还没有公布，先按周一至周五推算。"
	},
	NotApplied: "提交申请的日子如有变动，请再发一次。",
	Undoing:    "今天还在可以撤回的期限里。",
	Fetching: func(days int) string {
		if days == 0 {
			return "今天就是最后一天，请两个人在下班以前到登记处领证。"
		}
		return fmt.Sprintf("今天已经可以去领，离最后一天还有%d天。", days)
	},
	Lapsed:     "今天已经过了这个期限；还要离婚的，请两个人重新申请。",
	Receipt:    "以受理回执单上的日期为准。",
	WindowsLaw: civilCode("201、203、1077") + "；" + statute("十六"),
	AskApplied: "已经提交了申请？哪天提交的，发给我就能算出哪天起领证，例如：11月23日",
	NoSuchDay: func(words string) string {
		return "没有“" + Plain(words) + "”这一天，请核对提交申请的日子后再发，例如：11月23日"
	},

	Man: "男方", Woman: "女方", IfMan: "如果是男方，", IfWoman: "如果是女方，",
	Today:   "按今天算：",
	OnDay:   func(day string) string { return "按" + day + "算：" },
	DayPast: func(day string) string { return day + "已经过了，按今天算：" },
	Enough:  func(who, years string) string { return who + "满" + years + "周岁了，年龄够。" },
	NotYet: func(who, from, years string) string {
		return who + "还不够，" + from + "才满" + years + "周岁，从这天起年龄够。"
	},
	TooYoung:  func(who, told, years string) string { return who + told + "还不够，要满" + years + "周岁。" },
	AgeEnough: func(who, told string) string { return who + told + "，年龄够。" },
	AgeUnsure: func(who, told string) string {
		return who + told + "，周岁可能还不够，请发出生日期来算。"
	},
	Told: func(age string, nominal bool) string {
		if nominal {
			return "虚岁" + age
		}
		return age + "周岁"
	},
	ByAge:      "按周岁算，虚岁不算。想知道哪天起够，请发出生日期，例如：男1999年8月9日，女2006年3月1日",
	BothEnough: "两个人年龄都够了。",
	BothFrom:   func(day string) string { return "两个人都够的第一天：" + day },
	OnlyAge:    "这里只算年龄，别的条件由登记机关审查。",
	AgeLaw:     civilCode("1047") + "；" + statute("九"),
	NotKept:    "出生日期只当场算一下，不保存。",
	AskBirths:  "请把两人出生的年、月、日都写上，例如：男1999年8月9日，女2006年3月1日",
	AskSexes:   "请写明哪位是男方、哪位是女方，例如：男1999年8月9日，女2006年3月1日",
	NoSuchBirth: func(words string) string {
		return "没有“" + Plain(words) + "”这一天，请核对后再发，例如：男1999年8月9日，女2006年3月1日"
	},
	NoIdentity: "请不要发身份证号码，我们用不着。只要出生日期，例如：男1999年8月9日，女2006年3月1日",
}
