package texts

import "fmt"

// waitFrom is a wait that has no high end yet, for no window is open.
func waitFrom(low int) string {
	if low < 5 {
		return "预计等候还说不准：窗口还没有开，开窗以后可以再问。"
	}
	return "预计等候" + minutesWords(low) + "以上：窗口还没有开，开窗以后可以再问。"
}

// Minutes says a range of waiting: 约25–40分钟, 约1小时10分–2小时.
func Minutes(low, high int) string {
	if high < 5 {
		return "不到5分钟"
	}
	if low == high {
		return "约" + minutesWords(low)
	}
	if low < 5 {
		return "大约" + minutesWords(high) + "以内"
	}
	if high < 60 {
		return fmt.Sprintf("约%d–%d分钟", low, high)
	}
	return "约" + minutesWords(low) + "–" + minutesWords(high)
}

func minutesWords(m int) string {
	switch {
	case m < 60:
		return fmt.Sprintf("%d分钟", m)
	case m%60 == 0:
		return fmt.Sprintf("%d小时", m/60)
	}
	return fmt.Sprintf("%d小时%d分", m/60, m%60)
}
