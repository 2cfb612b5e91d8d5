package simulator_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	. "minqing/bot/wechat/simulator"
)

const customSend = "/cgi-bin/message/custom/send"

func TestFaultsOfSending(t *testing.T) {
	w := newWorld(t)
	li := w.Phone("李梅")
	act(t)(li.Say(bounded(t), "你好"))

	w.Faults.CloseWindows(true)
	wantCode(t, "closed", w.send(li, "x"), CodeWindowClosed)
	w.Faults.CloseWindows(false)
	w.Faults.UseUpQuota(true)
	wantCode(t, "used up", w.send(li, "x"), CodeQuotaUsedUp)
	w.Faults.Clear()

	w.Faults.Answer(customSend, CodeBusy, 2)
	wantCode(t, "busy", w.send(li, "x"), CodeBusy)
	wantCode(t, "busy still", w.send(li, "x"), CodeBusy)
	wantCode(t, "not busy", w.send(li, "x"), OK)
	w.Faults.Answer(customSend, CodeBusy, 9)
	w.Faults.Answer(customSend, OK, 0)
	wantCode(t, "taken back", w.send(li, "x"), OK)
	if got := li.Window().Left; got != 3 {
		t.Errorf("%d messages left: a refused one was counted", got)
	}
}

func TestTokensRevoked(t *testing.T) {
	w := newWorld(t)
	old := w.stable(false).AccessToken
	w.Faults.RevokeTokens()
	if got := w.use(old); got != CodeTokenInvalid {
		t.Errorf("revoked token: %d", got)
	}
	fresh := w.stable(false).AccessToken
	if w.use(fresh) != OK || w.use(old) != CodeTokenInvalid {
		t.Error("only the newly fetched one is good")
	}
}

func TestAPIDown(t *testing.T) {
	w := newWorld(t)
	w.Faults.DownAPI(Unavailable)
	resp, err := http.Get(w.api.URL + "/cgi-bin/token")
	if err != nil || resp.StatusCode != http.StatusServiceUnavailable {
		t.Fatalf("%v, %v", resp, err)
	}
	resp.Body.Close()
	w.Faults.DownAPI(HangUp)
	if _, err := http.Get(w.api.URL + "/cgi-bin/token"); err == nil {
		t.Error("somebody answered")
	}
	w.Faults.DownAPI(Up)
	wantCode(t, "up again", w.stable(false), OK)
}

func TestAPISlow(t *testing.T) {
	w := newWorld(t)
	w.Faults.SlowAPI(time.Hour)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", w.api.URL+"/cgi-bin/token", nil)
	if _, err := w.api.Client().Do(req); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if w.Faults.State().Slow != time.Hour {
		t.Error("the switch does not show")
	}
	w.Faults.SlowAPI(0)
	wantCode(t, "quick again", w.stable(false), OK)
}

func TestDroppedAnswersAreTriedAgain(t *testing.T) {
	w := newWorld(t)
	w.bot.set(func(n int, rw http.ResponseWriter, _ *http.Request, m message) {
		io.WriteString(rw, w.bot.seal(textReply(m, "第"+strconv.Itoa(n)+"次")))
	})
	li := w.Phone("李梅")
	w.Faults.DropAnswers(2)
	if got := act(t)(li.Say(bounded(t), "在吗")); len(got) != 1 || got[0].Text != "第3次" {
		t.Errorf("she sees %+v", got)
	}
	w.Faults.DropAnswers(3)
	if got := act(t)(li.Say(bounded(t), "在吗")); len(got) != 1 || got[0].Kind != Fault {
		t.Errorf("she sees %+v", got)
	}
	if got := act(t)(li.Say(bounded(t), "在吗")); len(got) != 1 || got[0].Text != "第7次" {
		t.Errorf("afterwards she sees %+v", got)
	}
}

func TestThriceInTurn(t *testing.T) {
	w := newWorld(t)
	w.Faults.Deliver(ThriceInTurn)
	w.bot.set(func(n int, rw http.ResponseWriter, _ *http.Request, m message) {
		if n == 3 {
			rw.WriteHeader(500)
			return
		}
		io.WriteString(rw, w.bot.seal(textReply(m, strconv.Itoa(n))))
	})
	got := act(t)(w.Phone("李梅").Say(bounded(t), "你好"))
	if len(got) != 1 || got[0].Text != "2" {
		t.Errorf("she sees %+v, want the last good answer", got)
	}
	all := w.bot.pushes()
	if len(all) != 3 || all[0].XML != all[1].XML || all[1].XML != all[2].XML {
		t.Errorf("%d pushes", len(all))
	}
}

func TestThriceAtOnce(t *testing.T) {
	w := newWorld(t)
	w.Faults.Deliver(ThriceAtOnce)
	var here sync.WaitGroup
	here.Add(3)
	w.bot.set(func(n int, rw http.ResponseWriter, _ *http.Request, m message) {
		here.Done()
		here.Wait() // nobody is answered before all three are here
		if n < 3 {
			rw.WriteHeader(500)
			return
		}
		io.WriteString(rw, w.bot.seal(textReply(m, "好")))
	})
	got := act(t)(w.Phone("李梅").Say(bounded(t), "你好"))
	if len(got) != 1 || got[0].Text != "好" || len(w.bot.pushes()) != 3 {
		t.Errorf("she sees %+v after %d pushes", got, len(w.bot.pushes()))
	}
}
