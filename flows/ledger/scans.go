package ledger

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"minqing/storage"
)

// Scan is how often a signboard (引导牌) was scanned on a day.
type Scan struct {
	Sign string
	At   time.Time
	N    int
}

// Scanned is how often a signboard was scanned in the period.
type Scanned struct {
	Sign string
	N    int
}

func readScans(tx storage.BookTx) (scans []Scan, err error) {
	err = storage.Scans.Each(tx, storage.Range{}, func(key string, c storage.Count) (bool, error) {
		sign, day, _ := strings.Cut(key, "/")
		at, err := time.ParseInLocation(time.DateOnly, day, storage.Zone)
		if err == nil {
			scans = append(scans, Scan{Sign: sign, At: at, N: c.N})
		}
		return false, nil
	})
	return scans, err
}

// scannedIn adds up the scans of a period, most first.
func scannedIn(p Period, scans []Scan) (list []Scanned) {
	bySign := map[string]int{}
	for _, s := range scans {
		if p.Has(s.At) {
			bySign[s.Sign] += s.N
		}
	}
	for sign, n := range bySign {
		list = append(list, Scanned{sign, n})
	}
	slices.SortFunc(list, func(a, b Scanned) int { return cmp.Or(b.N-a.N, strings.Compare(a.Sign, b.Sign)) })
	return list
}
