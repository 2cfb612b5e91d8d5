package bot

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"

	"minqing/flows"
	"minqing/flows/texts"
	"minqing/storage"
)

// square is 车站广场 of the sample bureau.
var square = storage.Point{Lat: 26.0787, Lng: 119.3096}

// How a reporter ends.
const (
	finishes = iota
	cancels
	fallsSilent
)

// reporter is somebody of the crowd: what they will do, and what came of it.
type reporter struct {
	name   string
	kind   int            // 0 to 4: 昏迷受伤发病 … 一般流浪乞讨
	point  *storage.Point // by a location message; nil: by words
	label  string
	answer string // to "是不是这一位"; "": never
	words  bool
	photos int
	ends   int

	said    int    // messages
	asked   bool   // was asked whether it is the same person
	joined  string // where the report went before they answered
	told    string // the number heard last
	done    bool   // handed in by 提交, or by saying that it is the same
	replies []string
}

// anybody throws the dice for a person within a few hundred metres of the square.
func anybody(dice *rand.Rand) *reporter {
	labels := []string{"车站广场", "汽车站出站口", "汽车站东侧公交站台", "老榕树下卖红薯的摊子旁", "车站路向西的小卖部门口"}
	r := &reporter{
		kind: dice.IntN(5), label: labels[dice.IntN(len(labels))],
		answer: []string{"附近", "1", "不是", "2", ""}[dice.IntN(5)],
		words:  dice.IntN(2) == 0, photos: dice.IntN(3), ends: dice.IntN(3),
	}
	if dice.IntN(4) > 0 {
		r.point = &storage.Point{Lat: square.Lat + (dice.Float64()-0.5)*0.006, Lng: square.Lng + (dice.Float64()-0.5)*0.006}
	}
	return r
}

func (r *reporter) pressing() bool { return r.kind < len(texts.Sighting.Kinds)-1 }

// follows reports whether the report belongs to somebody else's sighting.
func (r *reporter) follows() bool {
	return r.asked && (r.same() || r.answer == "" && r.pressing())
}

func (r *reporter) same() bool { return r.answer == "附近" || r.answer == "1" }

// reached reports whether the report must have led to a sighting.
func (r *reporter) reached() bool { return r.pressing() || r.done }

func (r *reporter) String() string {
	return fmt.Sprintf("%s (kind %d, asked %v, answers %q, joined %s, told %s)", r.name, r.kind, r.asked, r.answer, r.joined, r.told)
}

func (r *reporter) description() string { return r.name + "说：灰色外套，坐在台阶上" }

func (r *reporter) send(s *stage, m flows.Message) string {
	r.said++
	m.ID, m.From, m.To, m.At = fmt.Sprintf("%s-%d", r.name, r.said), openidOf(r.name), "gh_bureau", s.clock.Now()
	reply := s.say(m)
	if numbers := sightingNumber.FindAllString(reply, -1); len(numbers) > 0 {
		r.told = numbers[len(numbers)-1]
	}
	r.replies = append(r.replies, reply)
	return reply
}

var sightingNumber = regexp.MustCompile(`J\d{10}`)

func (r *reporter) writes(s *stage, words string) string {
	return r.send(s, flows.Message{Kind: flows.Text, Text: words})
}

// talk is the whole conversation, as far as this person goes.
func (r *reporter) talk(s *stage) {
	r.writes(s, "街头救助")
	r.writes(s, strconv.Itoa(r.kind+1))
	reply := ""
	if r.point != nil {
		reply = r.send(s, flows.Message{Kind: flows.Location, Point: r.point, Label: r.label})
	} else {
		reply = r.writes(s, r.label)
	}
	if strings.Contains(reply, "您看到的是不是这一位") {
		r.asked, r.joined = true, r.told
		if r.answer == "" {
			return
		}
		r.writes(s, r.answer)
		r.done = r.same()
	}
	if r.words {
		r.writes(s, r.description())
	}
	for n := range r.photos {
		r.send(s, flows.Message{Kind: flows.Photo, MediaID: fmt.Sprintf("%s-%d", r.name, n)})
	}
	switch r.ends {
	case cancels:
		r.writes(s, "取消")
	case finishes:
		r.writes(s, "完成")
		if !r.follows() {
			r.writes(s, "跳过")
			r.writes(s, "提交")
			r.done = true
		}
	}
}
