package main

import (
	"testing"

	"minqing/configs"
	"minqing/flows"
	"minqing/flows/hall"
	"minqing/storage"
)

// Where numbers are given in the hall alone, its code gives one and the chat none;
// yesterday's code gives none either. The number says that it was taken there.
func TestSiteCodeGivesNumbers(t *testing.T) {
	h := openHalls(t, func(_ *configs.Config, b *configs.Bureau) { b.Marriage.TakeFrom = configs.TakeOnsite })
	if err := h.platform.SetWebhook("http://" + h.address + "/wechat"); err != nil {
		t.Fatal(err)
	}
	scene := func(daysAgo int) (s string) {
		err := h.service.store.View(t.Context(), func(tx storage.Tx) error {
			s = flows.SiteScene(tx, h.clock.Now().AddDate(0, 0, -daysAgo))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	h.says("取号", "请到现场扫")
	phone := h.platform.Phone("李梅")
	if _, err := phone.Follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	if seen, err := phone.Scan(t.Context(), scene(1)); err != nil || !replied(seen) || !seen[0].Says("不是今天的") || h.queue() != nil {
		t.Errorf("yesterday's code: %v %v", seen, err)
	}
	if seen, err := phone.Scan(t.Context(), scene(0)); err != nil || !replied(seen) || !seen[0].Says("取号成功：A001") {
		t.Errorf("today's code: %v %v", seen, err)
	}
	if q := h.queue(); q == nil || len(q.Couples) != 1 || q.Couples[0].From != hall.FromSite {
		t.Errorf("the queue is %+v", q)
	}
}
