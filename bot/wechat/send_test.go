package wechat

import (
	"testing"

	"minqing/bot"
)

// TestNoYesWithoutAnErrcode: whatever stands under HTTP 200, only an errcode of 0
// means that the platform took the message. Taking a proxy's page for a yes would
// lose the answer and show it as delivered.
func TestNoYesWithoutAnErrcode(t *testing.T) {
	for _, body := range []string{"", "{}", "not json", "<html>502 bad gateway</html>", `{"errmsg":"ok"}`, "null", "[]", `{"errcode":`} {
		a := newAPI(t)
		a.answer = func(string, string) (string, string) { return "", body }
		failed := sendError(t, a.client(t, &memoryTokens{now: a.clock}, nil).SendText(t.Context(), "o1", "答复"))
		if failed.Reaction != bot.Retry {
			t.Errorf("%q was taken for %+v", body, failed)
		}
	}
	a := newAPI(t)
	a.answer = func(string, string) (string, string) { return "", `{"errcode":0}` }
	if err := a.client(t, &memoryTokens{now: a.clock}, nil).SendText(t.Context(), "o1", "答复"); err != nil {
		t.Errorf("a plain yes was refused: %v", err)
	}
}
