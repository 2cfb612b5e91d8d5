package flows

import (
	"strings"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// weatherKey is where the one record about extreme weather lies.
const weatherKey = "now"

// weather tells whether 极端天气 is on. One whose end has come is off.
func (t *turn) weather(tx storage.BookTx) (storage.Weather, bool, error) {
	w, ok, err := storage.Weathers.Find(tx, weatherKey)
	on := ok && w.On && (w.Until.IsZero() || t.now.Before(w.Until))
	return w, on, err
}

// raised reports whether every sighting is urgent now and the ladder is short: in
// extreme weather and on public holidays. A store that cannot tell counts as
// raised: the alert is what must not fail.
func (t *turn) raised(tx storage.BookTx) bool {
	_, on, err := t.weather(tx)
	return on || err != nil || t.holiday()
}

// weatherNow is a line about the weather for whoever goes out; "" when it is off.
func (t *turn) weatherNow(tx storage.BookTx) string {
	w, on, err := t.weather(tx)
	switch {
	case err != nil:
		return ""
	case on:
		return texts.Rescue.Weather(w.Words, until(w.Until))
	case t.holiday():
		return texts.Rescue.HolidayNow
	}
	return ""
}

func until(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return hour(at)
}

func weatherCommands() []*command {
	return []*command{{
		name: "极端天气", usage: "极端天气 开|关 [到几时] [说明]", help: "开：街头求助一律按紧急办，每天两次发巡查清单", anywhere: true,
		roles: []storage.Role{storage.RoleOutreach, storage.RoleLeader}, run: setWeather,
	}}
}

func setWeather(_ *Engine, t *turn, c call) Act {
	words := listed(c.rest)
	if len(words) == 0 {
		said := ""
		return Act{
			Look: func(tx storage.Tx) error { said = orElse(t.weatherNow(tx), texts.Rescue.WeatherOff); return nil },
			Then: func(string) Act { return Say(texts.Lines(said, texts.Rescue.WeatherUsage)) },
		}
	}
	switch words[0] {
	case "开", "开启", "打开", "开始", "on":
		end, rest, ok := t.untilWhen(words[1:])
		if !ok {
			return Say(texts.Rescue.WeatherWhen)
		}
		return commit(func(tx storage.Tx) (string, error) { return t.weatherOn(tx, end, rest) })
	case "关", "关闭", "结束", "解除", "off":
		return commit(t.weatherOff)
	}
	return Say(texts.Rescue.WeatherUsage)
}

func (t *turn) weatherOn(tx storage.Tx, end time.Time, words string) (string, error) {
	w := storage.Weather{On: true, By: t.party.Staff.ID, Since: t.now, Until: end, Words: words}
	if err := storage.Weathers.Put(tx, weatherKey, w); err != nil {
		return "", err
	}
	if !end.IsZero() {
		if err := setTimer(tx, weatherTimer, end, nil); err != nil {
			return "", err
		}
	} else if err := tx.DropTimer(weatherTimer); err != nil {
		return "", err
	}
	by := t.party.Staff.Name
	if err := t.tellStreet(tx, texts.Rescue.WeatherBegins(by, words, until(end))); err != nil {
		return "", err
	}
	n, err := t.raiseOpen(tx)
	if err != nil {
		return "", err
	}
	e := storage.Event{At: t.now, Actor: t.actor(), Action: "weather_on", Detail: until(end), Text: words}
	return texts.Rescue.WeatherOn(until(end), n), tx.Log(e)
}

const weatherTimer = "weather/end"

func (t *turn) weatherOff(tx storage.Tx) (string, error) {
	w, on, err := t.weather(tx)
	if err != nil {
		return "", err
	}
	if !on {
		return "", refuse(texts.Rescue.WeatherOff)
	}
	if err := tx.DropTimer(weatherTimer); err != nil {
		return "", err
	}
	return texts.Rescue.WeatherEnded, t.endWeather(tx, w, t.actor())
}

func (t *turn) endWeather(tx storage.Tx, w storage.Weather, by storage.Actor) error {
	w.On = false
	if err := storage.Weathers.Put(tx, weatherKey, w); err != nil {
		return err
	}
	if err := t.tellStreet(tx, texts.Rescue.WeatherOver); err != nil {
		return err
	}
	return tx.Log(storage.Event{At: t.now, Actor: by, Action: "weather_off"})
}

func ringWeather(t *turn, tx storage.Tx, _ string, _ storage.Timer) error {
	w, ok, err := storage.Weathers.Find(tx, weatherKey)
	if err != nil || !ok || !w.On {
		return err
	}
	return t.endWeather(tx, w, storage.Actor{Kind: storage.BySystem})
}

// raiseOpen makes the sightings urgent that nobody goes to yet, and calls for
// them again, with the short ladder.
func (t *turn) raiseOpen(tx storage.Tx) (n int, err error) {
	numbers, err := t.untakenSightings(tx)
	if err != nil {
		return 0, err
	}
	for _, number := range numbers {
		k, err := tx.Ticket(number)
		if err != nil {
			return n, err
		}
		if k.Urgent {
			continue
		}
		k.Urgent = true
		if err := t.callOut(tx, k); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// tellStreet tells everybody who goes out, the station and the leaders.
func (t *turn) tellStreet(tx storage.Tx, words string) error {
	unit := t.house.Bureau.Rescue.Unit
	return t.notify(tx, &storage.Ticket{}, words, func(s *storage.Staff) bool {
		return s.Has(storage.RoleOutreach, storage.RoleLeader) || s.Has(storage.RoleClerk) && s.Unit == unit
	})
}

// untilWhen reads an end such as 18:00, 明天 8点, 12月3日, 3天, and returns the
// words that are none.
func (t *turn) untilWhen(words []string) (end time.Time, rest string, ok bool) {
	var left []string
	for _, w := range words {
		when := strings.TrimPrefix(strings.TrimPrefix(w, "到"), "至")
		at, found := momentNamed(when, t.now, end)
		switch {
		case found:
			end = at
		case when != w:
			return end, "", false // an end was meant
		default:
			left = append(left, w)
		}
	}
	if !end.IsZero() && !end.After(t.now) {
		return end, "", false
	}
	return end, strings.Join(left, " "), true
}

// holiday reports whether today is a public holiday, not merely a weekend.
func (t *turn) holiday() bool { return t.house.Bureau.Calendar.Holiday(t.now) }
