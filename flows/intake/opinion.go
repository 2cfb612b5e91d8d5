package intake

import (
	"time"

	"minqing/storage"
)

// Opinion is one row of paper: what somebody said, by which way it came, and what
// became of it.
type Opinion struct {
	Row      int // as Excel counts
	Channel  string
	Received time.Time // the day, at midnight in China
	Kind     string    // as the bureau names it
	Category string    // as the bureau names it
	Text     string
	Result   Result
	Closed   time.Time // the day of the result; zero while open
	Done     storage.Done
}

// Result is 办理结果; empty: nothing was said, so it is open.
type Result string

// What can become of an opinion.
const (
	Resolved   Result = "已办结"
	Escalated  Result = "上报待解决"
	Declined   Result = "不予受理"
	InProgress Result = "办理中"
)

// Results lists them in the order of a report.
var Results = []Result{Resolved, Escalated, Declined, InProgress}

// Titles are the columns of a sheet in the order of the template. The last six may
// be empty.
var Titles = []string{"渠道", "收到日期", "类别", "内容", "办理结果", "办结日期", "责任人", "整改措施", "解决结果", "承诺兑现"}
