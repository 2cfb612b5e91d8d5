package main

import (
	"slices"
	"testing"

	"minqing/bot/wechat/simulator/page"
	"minqing/configs"
	"minqing/storage"
)

// The sample bureau's teams are people of the cast who go out, so that 出勤 without a
// township means their team's; whoever goes to see in a township is a clerk of the cast;
// and the tour's places lie where its steps say.
func TestCastFitsTheBureau(t *testing.T) {
	b, _, err := configs.LoadBureau("")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, p := range cast {
		for _, r := range p.Roles {
			out[p.Name] = out[p.Name] || r == storage.RoleOutreach
		}
	}
	for _, team := range b.Rescue.Teams {
		for _, name := range team.Members {
			if !out[name] {
				t.Errorf("%s: %s is nobody of the cast who goes out", team.Name, name)
			}
			delete(out, name)
		}
	}
	for name, goes := range out {
		if goes {
			t.Errorf("%s goes out and is in no team", name)
		}
	}
	for _, town := range b.Hardship.Contacts {
		for _, name := range town.Staff {
			if p, err := castMember(name); err != nil || !slices.Contains(p.Roles, storage.RoleClerk) {
				t.Errorf("%s: %s is no clerk of the cast: %v", town.Name, name, err)
			}
		}
	}
	for _, p := range cast {
		if _, ok := b.Unit(p.Unit); p.Unit != "" && !ok {
			t.Errorf("%s works in %q, which is no unit", p.Name, p.Unit)
		}
	}
	for _, c := range []struct {
		place page.Place
		want  string
	}{{page.BusStation, "清溪镇"}, {page.RailwayStation, "东湖街道"}, {page.FuneralHome, "清溪镇"}} {
		if got := b.Places.Township(storage.Point{Lat: c.place.Lat, Lng: c.place.Lng}); got != c.want {
			t.Errorf("%s lies in %q, want %s", c.place.Name, got, c.want)
		}
	}
}
