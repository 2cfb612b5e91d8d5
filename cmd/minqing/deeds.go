package main

import (
	"bytes"
	"context"
	"errors"
	"image/jpeg"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/bot/wechat/simulator/page"
	"minqing/storage"
)

// see expects words, in this order, in one bubble.
func see(who string, words ...string) sight { return sight{who: who, words: words} }

// seePhoto expects the photo, without what the camera wrote into it.
func seePhoto(who string) sight {
	return sight{who: who, check: func(t *tour, b simulator.Bubble) error {
		m, found := t.world.platform.Media(b.MediaID)
		if !found {
			return errors.New("照片打不开")
		}
		if bytes.Contains(m.Data, []byte(cameraPlace)) {
			return errors.New("照片里还有拍摄地点")
		}
		_, err := jpeg.Decode(bytes.NewReader(m.Data))
		return err
	}}
}

func says(words string) deed {
	return deed{words: words, act: page.Say, text: words, do: func(ctx context.Context, t *tour, ph *simulator.Phone) error {
		_, err := ph.Say(ctx, t.fill(words))
		return err
	}}
}

func taps(words string) deed {
	return deed{words: "点“" + words + "”", act: page.Tap, text: words, do: func(ctx context.Context, t *tour, ph *simulator.Phone) error {
		_, err := ph.TapLink(ctx, t.fill(words))
		return err
	}}
}

func follows() deed {
	return deed{words: "关注公众号", act: page.Follow, do: func(ctx context.Context, _ *tour, ph *simulator.Phone) error {
		_, err := ph.Follow(ctx)
		return err
	}}
}

func sendsPhoto(data []byte) deed {
	return deed{words: "发一张照片", act: page.Photo, do: func(ctx context.Context, _ *tour, ph *simulator.Phone) error {
		_, err := ph.Photo(ctx, data)
		return err
	}}
}

func sendsPlace(p page.Place) deed {
	return deed{words: "发位置 " + p.Name, act: page.Locate, text: p.Name, do: func(ctx context.Context, _ *tour, ph *simulator.Phone) error {
		_, err := ph.Location(ctx, p.Lat, p.Lng, p.Name, 16)
		return err
	}}
}

func scans(scene, words string) deed {
	return deed{words: words, act: page.Scan, text: scene, do: func(ctx context.Context, _ *tour, ph *simulator.Phone) error {
		_, err := ph.Scan(ctx, scene)
		return err
	}}
}

// begins is the heading of a chapter.
func begins(words string) deed {
	return deed{words: words, act: page.Watch, do: func(context.Context, *tour, *simulator.Phone) error { return nil }}
}

// joins binds a member of staff with a one-time code.
func joins(name string) deed {
	return deed{words: "用一次性绑定码绑定", act: page.Watch, do: func(ctx context.Context, t *tour, ph *simulator.Phone) error {
		p, err := castMember(name)
		if err != nil {
			return err
		}
		code, err := t.world.invite(ctx, p)
		if err != nil {
			return err
		}
		_, err = ph.Say(ctx, "绑定 "+code)
		return err
	}}
}

// later lets time pass for everybody.
func later(d time.Duration, words string) deed {
	return deed{words: words, act: page.Watch, do: func(_ context.Context, t *tour, _ *simulator.Phone) error {
		t.world.clock.advance(d)
		return nil
	}}
}

// rings lets time pass until a timer of the house rings, whatever hour it was set for
// and however long the reader waited.
func rings(timer, words string) deed {
	return deed{words: words, act: page.Watch, do: func(ctx context.Context, t *tour, _ *simulator.Phone) error {
		var due time.Time
		err := t.world.live().store.View(ctx, func(tx storage.Tx) error {
			set, err := tx.Timer(t.fill(timer))
			if err == nil {
				due = set.At
			}
			return err
		})
		if err == nil {
			t.world.clock.advance(max(0, due.Add(time.Second).Sub(t.world.clock.Now())))
		}
		return err
	}}
}

// sinceOpening is how long the marriage office has been open when the tour comes to it.
const sinceOpening = 30 * time.Minute

// officeOpens lets time pass until the marriage office has opened on its next day,
// whatever day it is today.
func officeOpens(words string) deed {
	return deed{words: words, act: page.Watch, do: func(_ context.Context, t *tour, _ *simulator.Phone) error {
		now := t.world.clock.Now()
		day, ok := t.world.setup.bureau.Office().NextOpen(now, nil)
		if !ok {
			return errors.New("样例机构近两个月都不办婚姻登记")
		}
		t.world.clock.advance(day.Opens().Add(sinceOpening).Sub(now))
		return nil
	}}
}

// finds looks into the store at the end.
func finds(words string, check func(ctx context.Context, t *tour) error) deed {
	return deed{words: words, act: page.Watch, do: func(ctx context.Context, t *tour, _ *simulator.Phone) error { return check(ctx, t) }}
}
