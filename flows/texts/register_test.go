package texts_test

import (
	"reflect"
	"testing"

	"minqing/flows/texts"
)

func TestNoSentenceOfTheRegisterIsMissing(t *testing.T) {
	walk(t, "Register", reflect.ValueOf(texts.Register))
	for _, how := range texts.Departures {
		switch how {
		case texts.LeftAlone, texts.LeftUnasked, texts.LeftOther:
			continue // nobody takes over
		}
		if texts.Register.To[how] == "" {
			t.Errorf("nobody is asked where to of %s", how)
		}
	}
}
