package flows

import (
	"strings"

	"minqing/flows/texts"
	"minqing/storage"

	"minqing/configs"
)

// signScene is the prefix of a QR scene that stands on a signboard (引导牌).
const signScene = "sign-"

// signboard greets whoever scanned the code of a signboard: the way to the
// station, the points of help, and a report whose place is known already.
func (e *Engine) signboard(t *turn) (Act, bool) {
	id, ok := strings.CutPrefix(t.Scene, signScene)
	if !ok {
		return Act{}, false
	}
	sign, ok := e.house.Bureau.Sign(id)
	if !ok {
		return Act{}, false
	}
	e.park(t)
	return Act{
		Commit: func(tx storage.Tx) (string, error) {
			key := sign.ID + "/" + t.now.In(storage.Zone).Format("2006-01-02")
			n, _, err := storage.Scans.Find(tx, key)
			if err != nil {
				return "", err
			}
			n.N++
			return texts.Sighting.AtSign(sign.Name, sign.Route, e.shelters()), storage.Scans.Put(tx, key, n)
		},
		Then: func(said string) Act { return before(said, sightingFlow.start(t, atSign(sign))) },
	}, true
}

func atSign(s configs.Sign) *sighting {
	known := &sighting{Sign: s.ID, Place: s.Name}
	if s.Lat != 0 || s.Lng != 0 {
		known.Point = &storage.Point{Lat: s.Lat, Lng: s.Lng}
	}
	return known
}

// shelters lists where people are received: the station, then the points of help.
func (e *Engine) shelters() []string {
	var lines []string
	b := e.house.Bureau
	for _, list := range [][]configs.Place{b.Stations, b.Points} {
		for _, p := range list {
			lines = append(lines, strings.TrimSpace(p.Name+"："+p.Address+" "+p.Phone))
		}
	}
	return lines
}
