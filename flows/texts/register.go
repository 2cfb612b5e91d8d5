package texts

import "fmt"

// Register is what the station hears about its register (救助台账).
var Register = struct {
	Thinned func(n int) string
}{
	Thinned: func(n int) string { return fmt.Sprintf("到期删除附件%d个", n) },
}
