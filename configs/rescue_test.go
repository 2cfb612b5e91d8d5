package configs

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// usual are the numbers that every bureau starts with.
var usual = Rescue{
	Unit: "救助管理站", NearMetres: 150, NearHours: 6,
	Ladder: []int{3, 8, 15}, Raised: []int{1, 3, 6}, Repeat: 30, Stale: []int{30, 60},
	PatrolTimes: []string{"10:00", "20:00"}, Pictures: 90, SearchHours: 24, StayDays: 10,
	RepeatMonths: 6, RemindAt: "09:00", GuardedUnder: 16,
}

func TestOwnBureauRescuesByTheUsualNumbersWithItsOwnPeople(t *testing.T) {
	b, problems := ownBureau(t, own)
	if !reflect.DeepEqual(b.Rescue, usual) {
		t.Errorf("rescue %+v", b.Rescue)
	}
	for _, say := range []string{"没有人接单时要给出电话名单", "没有巡查点"} {
		if !has(problems, Warning, 1, say) {
			t.Errorf("no warning: %s", say)
		}
	}
	if _, found := b.Places.Find("汽车站"); found || b.Places.HasAreas() {
		t.Error("the sample's places are inherited")
	}
}

func TestOwnRescueChangesOnlyWhatItSays(t *testing.T) {
	b, problems := ownBureau(t, own+"rescue:\n  ladder: [2, 4, 6]\n  contacts: [{name: 值班室, phone: \"1\"}]\n  patrol: [{name: 车站}]\n")
	if errs := onlyErrors(problems); len(errs) > 0 {
		t.Fatal(errs)
	}
	want := usual
	want.Ladder, want.Contacts, want.Patrol = []int{2, 4, 6}, []Contact{{"值班室", "1"}}, []Spot{{Name: "车站"}}
	if !reflect.DeepEqual(b.Rescue, want) {
		t.Errorf("rescue %+v", b.Rescue)
	}
	for _, p := range problems {
		if strings.Contains(p.Text, "rescue") {
			t.Errorf("complains: %s", p)
		}
	}
}

func TestRescueFaults(t *testing.T) {
	const rescue = own + "rescue:\n"
	for _, c := range []struct {
		name, text string
		level      Level
		line       int
		say        string
	}{
		{"unknown key", rescue + "  lader: [1, 2, 3]\n", Error, 5, "不认识的键 rescue.lader"},
		{"no number", rescue + "  near_metres: far\n", Error, 5, "应当是整数"},
		{"zero", rescue + "  stay_days: 0\n", Error, 5, "rescue.stay_days: 必须大于 0"},
		{"below zero", rescue + "  near_hours: -6\n", Error, 5, "rescue.near_hours: 必须大于 0"},
		{"two rungs", rescue + "  ladder: [3, 8]\n", Error, 5, "rescue.ladder: 应当是三个由小到大"},
		{"four rungs", rescue + "  raised: [1, 2, 3, 4]\n", Error, 5, "rescue.raised: 应当是三个由小到大"},
		{"rung from zero", rescue + "  ladder: [0, 8, 15]\n", Error, 5, "rescue.ladder"},
		{"rungs level", rescue + "  ladder: [3, 3, 15]\n", Error, 5, "rescue.ladder"},
		{"rungs down", rescue + "  raised: [6, 3, 1]\n", Error, 5, "rescue.raised"},
		{"stale once", rescue + "  stale: [30]\n", Error, 5, "rescue.stale: 应当是两个"},
		{"no clock", rescue + "  remind_at: \"25:00\"\n", Error, 5, "rescue.remind_at: 应当是钟点"},
		{"short clock", rescue + "  remind_at: \"9:00\"\n", Error, 5, "rescue.remind_at"},
		{"patrol clock", rescue + "  patrol_times: [\"10:00\", \"noon\"]\n", Error, 5, "应当是钟点"},
		{"no such unit", rescue + "  unit: 没有的站\n", Error, 5, "rescue.unit: 单位“没有的站”不存在"},
		{"contact without phone", rescue + "  contacts:\n    - {name: 甲, phone: \"1\"}\n    - {name: 乙}\n", Error, 7, "要有名称 name 和电话 phone"},
		{"no contacts", rescue + "  contacts: []\n", Warning, 5, "没有人接单时要给出电话名单"},
		{"no patrol", rescue + "  patrol: []\n", Warning, 5, "没有巡查点"},
		{"patrol twice", rescue + "  patrol:\n    - {name: 桥洞}\n    - {name: 桥洞}\n", Error, 7, "“桥洞”重复"},
		{"patrol without name", rescue + "  patrol:\n    - {township: 甲镇}\n", Error, 6, "缺少名称"},
		{"patrol abroad", rescue + "  patrol:\n    - {name: 桥洞, lat: 119.3, lng: 26.1}\n", Error, 6, "坐标不在国内"},
		{"half a point", rescue + "  patrol:\n    - {name: 桥洞, lat: 26.1}\n", Error, 6, "坐标不在国内"},
		{"sign without id", rescue + "  signs:\n    - {name: 车站}\n", Error, 6, "引导牌编号 id"},
		{"sign with a strange id", rescue + "  signs:\n    - {id: 一号, name: 车站}\n", Error, 6, "引导牌编号 id"},
		{"sign with a long id", rescue + "  signs:\n    - {id: " + strings.Repeat("a", 33) + ", name: 车站}\n", Error, 6, "引导牌编号 id"},
		{"sign twice", rescue + "  signs:\n    - {id: a-1, name: 车站}\n    - {id: a-1, name: 桥头}\n", Error, 7, "“a-1”重复"},
		{"sign of nowhere", rescue + "  signs:\n    - {id: \"1\"}\n", Error, 6, "引导牌立在哪里"},
		{"team twice", rescue + "  teams:\n    - {name: 甲队, members: [甲]}\n    - {name: 甲队, members: [乙]}\n", Error, 7, "“甲队”重复"},
		{"team of nobody", rescue + "  teams:\n    - {name: 甲队}\n", Warning, 6, "“甲队”没有队员"},
		{"hospital abroad", own + "hospitals:\n  - {name: 医院, lat: 1, lng: 2}\n", Error, 5, "“医院”的坐标不在国内"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, problems := ownBureau(t, c.text); !has(problems, c.level, c.line, c.say) {
				t.Errorf("want %s at line %d saying %q, got %v", c.level, c.line, c.say, problems)
			}
		})
	}
}

func TestSigns(t *testing.T) {
	b := sample(t)
	for id, name := range map[string]string{"1": "火车站", "2": "汽车站", "3": "车站广场", "4": "主街路口", "5": "", "": "", "01": ""} {
		if s, found := b.Sign(id); s.Name != name || found != (name != "") || found && (s.Route == "" || s.Township == "") {
			t.Errorf("Sign(%q) = %+v, %t", id, s, found)
		}
	}
}

func TestTeamsOf(t *testing.T) {
	r := Rescue{Teams: []Team{{Name: "东", Townships: []string{"甲镇", "乙镇"}}, {Name: "西", Townships: []string{"丙乡"}}, {Name: "机动"}}}
	for township, want := range map[string]string{"甲镇": "[东 机动]", "乙镇": "[东 机动]", "丙乡": "[西 机动]", "丁镇": "[机动]", "": "[东 西 机动]"} {
		var names []string
		for _, team := range r.TeamsOf(township) {
			names = append(names, team.Name)
		}
		if got := fmt.Sprint(names); got != want {
			t.Errorf("TeamsOf(%s) = %s", township, got)
		}
	}
	sample := sample(t)
	for _, township := range sample.Places.Townships() {
		if len(sample.Rescue.TeamsOf(township)) == 0 {
			t.Errorf("nobody serves %s", township)
		}
	}
	if len(sample.Rescue.Contacts) != 3 || len(sample.Rescue.Patrol) < 10 {
		t.Errorf("contacts %v, patrol %v", sample.Rescue.Contacts, sample.Rescue.Patrol)
	}
}

func TestSampleRescueIsTheUsualOne(t *testing.T) {
	r := sample(t).Rescue
	r.Contacts, r.Teams, r.Signs, r.Patrol = nil, nil, nil, nil
	if !reflect.DeepEqual(r, usual) {
		t.Errorf("rescue %+v", r)
	}
}

// The sample contradicts itself nowhere: the only complaints are that it is one,
// and what it leaves open.
func TestSampleIsInOrder(t *testing.T) {
	_, problems, err := LoadBureau("")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if !slices.ContainsFunc([]string{"样例机构", "待本局填写"}, func(known string) bool { return strings.Contains(p.Text, known) }) {
			t.Errorf("complains: %s", p)
		}
	}
}
