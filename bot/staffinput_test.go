package bot

import (
	"strings"
	"testing"

	"minqing/storage"
)

// TestNamesakesAreNamed: two of one name cannot be told apart by 派单 and 停用, so the
// admin learns of the first when the second is invited. A code works however it was
// pasted.
func TestNamesakesAreNamed(t *testing.T) {
	s := newStage(t)
	s.invite("孙立", "CODEADMIN1", []storage.Role{storage.RoleAdmin}, "")
	s.talk("孙立", "绑定 CODEADMIN1")
	if said := s.talk("孙立", "邀请 何丽 经办人 婚姻登记中心"); strings.Contains(said, "注意") {
		t.Errorf("the first of a name is invited with %s", said)
	}
	s.invite("马兰", "ABCDEFGHJK", []storage.Role{storage.RoleClerk}, "婚姻登记中心")
	if said := s.talk("马兰", "绑定“abcd-efgh-jk”。"); !strings.Contains(said, "绑定成功") {
		t.Errorf("a pasted code is answered with %s", said)
	}
	if said := s.talk("孙立", "邀请 马兰 经办人 养老服务股"); !strings.Contains(said, "已经有一位婚姻登记中心经办人叫“马兰”") {
		t.Errorf("the second of a name is invited with %s", said)
	}
	if said := s.talk("马兰", "查询 "+strings.Repeat("很长的话", 2500)); len(said) > 2000 || !strings.Contains(said, "太长") {
		t.Errorf("a search of ten thousand characters is answered with %d bytes", len(said))
	}
}

// TestTooLong: whatever staff type, an answer stays short enough for a phone, and
// nothing too long is written down or sent.
func TestTooLong(t *testing.T) {
	s := newStage(t)
	s.invite("赵敏", "DISPATCHER", []storage.Role{storage.RoleDispatcher}, "")
	s.talk("赵敏", "绑定 DISPATCHER")
	s.talk("李", "我要反映", "投诉", "殡仪馆", "殡仪馆的停车场太小", "完成", "跳过", "跳过", "提交")
	s.talk("赵敏", "受理 F2611230001", "接单 F2611230001")
	long := strings.Repeat("很长的话", 2500)
	for _, words := range [][]string{
		{"回复 " + long}, {"回复", long}, {"备注 " + long}, {"上报 " + long}, {"延期 3 " + long}, {"转办 养老服务股 " + long},
		{"办结", long}, {"查询 " + long}, {"回访 " + long},
	} {
		if said := s.talk("赵敏", words...); len(said) > 2000 {
			t.Errorf("%s: %d bytes", words[0][:6], len(said))
		}
		s.talk("赵敏", "取消")
	}
	if view := s.talk("赵敏", "工单 F2611230001"); strings.Contains(view, "很长的话") {
		t.Errorf("something too long was written down: %s", view)
	}
}
