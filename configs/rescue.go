package configs

import "slices"

// Rescue is how the bureau helps people in the street: who is called, in which
// order, and what is expected of whoever goes.
type Rescue struct {
	Unit string `yaml:"unit"` // 救助管理站: its clerks head the station

	NearMetres int `yaml:"near_metres"` // sightings nearer than this may be of one person …
	NearHours  int `yaml:"near_hours"`  // … when the earlier one is not older

	// Ladder is after how many minutes without 接单 an alert climbs: to the next
	// team, the head of the station, the leader. Raised takes its place in extreme
	// weather and on public holidays.
	Ladder []int `yaml:"ladder"`
	Raised []int `yaml:"raised"`
	Repeat int   `yaml:"repeat"` // minutes after which the top of the ladder is called again
	Stale  []int `yaml:"stale"`  // minutes after 接单 without 到达: the owner is reminded, then the station

	Contacts []Contact `yaml:"contacts"` // whom to telephone when nobody takes an alert
	Teams    []Team    `yaml:"teams"`    // 救助队: who goes where

	Signs       []Sign   `yaml:"signs"`        // 引导牌 with a QR code
	Patrol      []Spot   `yaml:"patrol"`       // 巡查点
	PatrolTimes []string `yaml:"patrol_times"` // HH:MM, when the list goes out in extreme weather and on holidays

	Pictures     int    `yaml:"pictures"`      // days after which pictures of a sighting are removed
	SearchHours  int    `yaml:"search_hours"`  // 寻亲公告 for the unidentified, after the entry (民发〔2015〕158号)
	StayDays     int    `yaml:"stay_days"`     // how long a stay usually lasts at most
	RepeatMonths int    `yaml:"repeat_months"` // a return within this time is shown, never refused
	RemindAt     string `yaml:"remind_at"`     // HH:MM, when the register reminds of what is missing
	GuardedUnder int    `yaml:"guarded_under"` // under this age only relatives or an office may take somebody home
}

// Contact is somebody with a telephone.
type Contact struct {
	Name  string `yaml:"name"`
	Phone string `yaml:"phone"`
}

// Team is a 救助队 and the townships it serves; none: all of them.
type Team struct {
	Name      string   `yaml:"name"`
	Townships []string `yaml:"townships"`
	Members   []string `yaml:"members"` // names of staff
}

// Spot is a place that people name.
type Spot struct {
	Name     string   `yaml:"name"`
	Aliases  []string `yaml:"aliases"`
	Township string   `yaml:"township"`
	Lat      float64  `yaml:"lat"` // GCJ-02; 0 with Lng 0: not known
	Lng      float64  `yaml:"lng"`
}

// Sign is a 引导牌: the scene of its code is "sign-" and the ID.
type Sign struct {
	ID       string  `yaml:"id"`
	Name     string  `yaml:"name"` // where it stands
	Township string  `yaml:"township"`
	Lat      float64 `yaml:"lat"`
	Lng      float64 `yaml:"lng"`
	Route    string  `yaml:"route"` // how to walk from here to the station
}

// Sign finds a sign by its ID.
func (b *Bureau) Sign(id string) (Sign, bool) {
	for _, s := range b.Rescue.Signs {
		if s.ID == id {
			return s, true
		}
	}
	return Sign{}, false
}

// TeamsOf are the teams that serve the township, in the order of the file: those
// that list it and those that list none. Of no township, where the place isn't
// known, it is all of them.
func (r *Rescue) TeamsOf(township string) []Team {
	var teams []Team
	for _, t := range r.Teams {
		if township == "" || len(t.Townships) == 0 || slices.Contains(t.Townships, township) {
			teams = append(teams, t)
		}
	}
	return teams
}
