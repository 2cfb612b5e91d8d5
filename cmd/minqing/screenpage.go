package main

import (
	"context"
	"time"

	"minqing/bot/pages"
	"minqing/configs"
	"minqing/flows"
	"minqing/storage"
)

// newScreenPage is the calling screen of the marriage office.
func newScreenPage(h *house, engine *flows.Engine) (*pages.Screen, error) {
	c := pages.ScreenConfig{
		Store: h.store, Board: engine.Board, Bureau: h.bureau.Name, Now: h.now, Jumped: h.jumped, Log: h.log,
	}
	if h.bureau.Marriage.TakeFrom == configs.TakeOnsite {
		c.Code = h.siteCode
	}
	return pages.NewScreen(c)
}

// codeAfterMidnight is how long the day's code outlives its day: nobody's clock is
// quite the platform's. What it would give then is refused.
const codeAfterMidnight = time.Hour

// siteCode makes what stands in the day's code for taking numbers in the hall.
func (h *house) siteCode(ctx context.Context) (address string, err error) {
	now := h.now().In(storage.Zone)
	scene := ""
	err = h.store.View(ctx, func(tx storage.Tx) error { scene = flows.SiteScene(tx, now); return nil })
	if err != nil {
		return "", err
	}
	midnight := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, storage.Zone)
	return h.client.QRAddress(ctx, scene, midnight.Sub(now)+codeAfterMidnight)
}
