package flows

import (
	"regexp"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/storage"
)

// resident is what an identity number (公民身份号码) tells of a person.
type resident struct {
	Number string
	Sex    string
	Age    int
}

var (
	residentForm = regexp.MustCompile(`^[1-9]\d{5}((?:18|19|20)\d{6})\d{2}(\d)[\dx]$`)
	manyDigits   = regexp.MustCompile(`^[\dx*]{15,}$`)
	weights      = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
)

// parseResident reads an identity number and checks its last digit (GB 11643).
func parseResident(typed string, now time.Time) (r resident, ok bool) {
	s := bareDigits(typed)
	m := residentForm.FindStringSubmatch(s)
	if m == nil || s[17] != checkDigit(s) {
		return r, false
	}
	born, err := time.ParseInLocation("20060102", m[1], storage.Zone)
	if err != nil || born.After(now) {
		return r, false
	}
	r = resident{Number: strings.ToUpper(s), Sex: "女", Age: yearsSince(born, now)}
	if (m[2][0]-'0')%2 == 1 {
		r.Sex = "男"
	}
	return r, true
}

func checkDigit(s string) byte {
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	return "10x98765432"[sum%11]
}

// looksLikeResident tells a number that was meant for one and may be wrong.
func looksLikeResident(typed string) bool { return manyDigits.MatchString(bareDigits(typed)) }

func bareDigits(typed string) string {
	return strings.NewReplacer(" ", "", "-", "").Replace(fold.Text(typed))
}

// yearsSince is somebody's age in full years; a child in its first is 1, for 0
// means not known.
func yearsSince(born, now time.Time) int {
	born, now = born.In(storage.Zone), now.In(storage.Zone)
	years := now.Year() - born.Year()
	if now.YearDay() < time.Date(now.Year(), born.Month(), born.Day(), 0, 0, 0, 0, storage.Zone).YearDay() {
		years--
	}
	return max(1, years)
}

var (
	ageForm  = regexp.MustCompile(`^(?:约|大约|大概|估计)?(\d{1,3})(?:多)?(?:周?岁)?(?:左右|上下|多岁)?$`)
	babyForm = regexp.MustCompile(`^(?:约|大约|大概)?(?:\d{1,2}个?月|\d{1,2}天|半岁|不满1岁|不满一岁|婴儿|新生儿)(?:大)?$`)
)

// parseAge reads an age as told or guessed: 50, 约50, 50多岁, 3个月.
func parseAge(typed string) (years int, ok bool) {
	s := fold.Text(typed)
	if babyForm.MatchString(s) {
		return 1, true
	}
	m := ageForm.FindStringSubmatch(s)
	if m == nil || number(m[1]) > 120 {
		return 0, false
	}
	return max(1, number(m[1])), true
}
