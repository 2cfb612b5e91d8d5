package texts

// Emergency is what stands before any other answer when somebody is in danger.
var Emergency = struct {
	Medical  string
	Police   string
	Fire     string
	Child    string
	Violence string
	Despair  string
	Hotline  func(phone string) string
}{
	Medical:  "有人受伤、发病或失去意识，请立即拨打120急救电话。",
	Police:   "有人身危险，请立即拨打110报警，并注意自身安全。",
	Fire:     "有火情或险情，请立即离开并拨打119。",
	Child:    "事关孩子安全，请立即拨打110。在这里提交给我们的，会转未成年人保护人员。",
	Violence: "遇到家庭暴力或虐待，请拨打110，也可以拨打妇女维权热线12338。",
	Despair:  "您现在一定很难。请先和身边的人待在一起，拨打110或120，马上会有人来帮您。",
	Hotline:  func(phone string) string { return "救助站24小时电话：" + phone },
}
