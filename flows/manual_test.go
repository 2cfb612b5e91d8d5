package flows

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"minqing/flows/texts"
	"minqing/storage"
)

// manualRoles are the people of the manual, as its tables name them.
var manualRoles = map[string]*storage.Staff{
	"经办人":     {Roles: []storage.Role{storage.RoleClerk}, Unit: "殡葬管理股"},
	"受理员":     {Roles: []storage.Role{storage.RoleDispatcher}},
	"分管领导":    {Roles: []storage.Role{storage.RoleLeader}},
	"纪检":      {Roles: []storage.Role{storage.RoleDiscipline}},
	"救助队员":    {Roles: []storage.Role{storage.RoleOutreach}},
	"救助站的经办人": {Roles: []storage.Role{storage.RoleClerk}, Unit: "救助管理站"},
	"婚姻登记窗口":  {Roles: []storage.Role{storage.RoleWindow}},
	"管理员":     {Roles: []storage.Role{storage.RoleAdmin}},
	"行评代表":    {Roles: []storage.Role{storage.RoleReviewer}},
}

// manualSections are the parts whose tables are for one kind of people alone.
var manualSections = map[string]string{"上街的人": "救助队员", "救助站": "救助站的经办人", "婚姻登记窗口": "婚姻登记窗口"}

// manual is docs/staff.zh.md line by line.
func manual(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../docs/staff.zh.md")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "\n")
}

// cells are those of a row of a table; none: the line is no row, or rules one off.
func cells(line string) []string {
	if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "| ---") {
		return nil
	}
	row := strings.Split(strings.Trim(line, "| "), "|")
	for i := range row {
		row[i] = strings.TrimSpace(row[i])
	}
	return row
}

// TestManualNamesEveryCommand holds the last table of the manual against the table of
// commands: whoever reads their row knows all that they have, and nothing else.
func TestManualNamesEveryCommand(t *testing.T) {
	e, rows := testEngine(t), map[string][]string{}
	lines := manual(t)
	for _, line := range lines[slices.Index(lines, "## 各种身份能做什么")+1:] {
		if row := cells(line); len(row) == 3 && row[0] != "身份" {
			rows[row[0]] = strings.Fields(row[2])
		}
	}
	everybody, ok := rows["所有工作人员"]
	if !ok || len(rows) != len(manualRoles)+1 {
		t.Fatalf("the table has other rows: %v", rows)
	}
	for who, staff := range manualRoles {
		var has []string
		for _, c := range e.commandsOf(staff) {
			has = append(has, c.name)
		}
		told := slices.Concat(rows[who], everybody)
		for _, name := range has {
			if !slices.Contains(told, name) {
				t.Errorf("%s has %s, and the manual does not say so", who, name)
			}
		}
		for _, name := range told {
			if !slices.Contains(has, name) {
				t.Errorf("the manual gives %s to %s, who has it not", name, who)
			}
		}
	}
}

var codeSpan = regexp.MustCompile("`([^`]+)`")

// TestManualSaysWhatThereIs reads whatever the manual has somebody type: it is a
// command, of those whom the table speaks to, or a word that a form takes.
func TestManualSaysWhatThereIs(t *testing.T) {
	e := testEngine(t)
	heading, ruled := "", []string(nil)
	for n, line := range manual(t) {
		row := cells(line)
		switch {
		case strings.HasPrefix(line, "#"):
			heading, ruled = strings.TrimLeft(line, "# "), nil
		case len(row) > 1 && row[0] == "谁":
			ruled = []string{"谁"}
		}
		var readers []string
		switch {
		case len(row) > 1 && len(ruled) > 0 && row[0] != "谁":
			readers = manualReaders(row[0], ruled)
			ruled, line = append([]string{"谁"}, readers...), row[1]
		case len(row) > 1 && manualSections[heading] != "":
			readers, line = []string{manualSections[heading]}, row[0]+row[1]
		}
		for _, span := range codeSpan.FindAllStringSubmatch(line, -1) {
			c, ok := e.parse(&turn{Message: Message{Kind: Text, Text: span[1]}})
			if !ok {
				if !manualWord(span[1]) {
					t.Errorf("line %d: nothing takes %s", n+1, span[1])
				}
				continue
			}
			for _, who := range readers {
				if staff, known := manualRoles[who]; !known || !c.open(staff) {
					t.Errorf("line %d: %s is no command of %s", n+1, c.name, who)
				}
			}
		}
	}
}

// manualReaders are whom a row is for. 同上 are those of the row before.
func manualReaders(cell string, before []string) []string {
	switch cell {
	case "同上":
		return before[1:]
	case "所有人":
		return nil
	case "任何经手的人":
		return []string{"经办人", "受理员", "分管领导", "纪检"}
	}
	return strings.Split(cell, "、")
}

var (
	manualNumber = regexp.MustCompile(`^[0-9 ]+$`)
	manualShell  = regexp.MustCompile(`^minqing ([a-z]+)`)
)

// manualWord reports whether what is no command is something else that there is: a
// word that a form takes, a number of a list, an entry of the menu, a key of the
// bureau file, a command of the server, or the page of the hall.
func manualWord(typed string) bool {
	words := slices.Concat(texts.MainMenu, texts.Submits, texts.CallBack.Reached, texts.CallBack.Outcomes, texts.Visit.Marks, []string{
		texts.Workbench, texts.WordMenu, texts.WordCancel, texts.WordBack, texts.WordSkip, texts.WordDone, texts.WordHelp, texts.WordFix,
		texts.WordAnon, texts.WordMore, texts.WordPhone, texts.Manners.Send, texts.Register.Unknown, "全部",
	})
	if first, _, _ := strings.Cut(typed, " "); slices.Contains(words, first) || manualNumber.MatchString(typed) || typed == "/screen/marriage" {
		return true
	}
	if shell := manualShell.FindStringSubmatch(typed); shell != nil {
		_, err := os.Stat("../cmd/minqing/" + shell[1] + ".go")
		return err == nil
	}
	bureau, err := os.ReadFile("../configs/bureau.sample.yaml")
	return err == nil && strings.Contains(string(bureau), "\n"+typed+":")
}
