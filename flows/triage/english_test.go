package triage

import "testing"

func TestWhoCriesInEnglishIsHeard(t *testing.T) {
	for said, want := range map[string]Finding{
		"Help!": police, "SOS": police, "help! my husband is beating me": police.and(violence), "There is a fire": fire, "he is bleeding": medical,
		"I want to die": despair, "please call the police": police,
	} {
		if got := Read(said); got.and(want) != got {
			t.Errorf("%q: %+v", said, got)
		}
	}
	for _, said := range []string{"can you help with papers", "I want to get married", "hit the road", "wifi hotspot", "msos", "what time do you open"} {
		if got := Read(said); got.Urgent() {
			t.Errorf("%q alarms: %+v", said, got)
		}
	}
}
