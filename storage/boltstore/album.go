package boltstore

import (
	"fmt"
	"strconv"
	"strings"

	"minqing/storage"
)

// album is what attachments belong to: a ticket, or a station number.
type album struct {
	id      ticketID
	number  string
	citizen personKey // whose key seals; nobody's for the station's
	gone    bool      // the citizen was forgotten
}

// album finds what a number stands for. A ticket must be there; of the station
// there is no record here, so a number of the right form is enough.
func (t *tx) album(number string) (album, error) {
	if err := t.mayRead(); err != nil {
		return album{}, err
	}
	id, ok := parseStationID(number)
	if !ok {
		if id, ok = parseTicketID(number); !ok || id.station() {
			return album{}, storage.ErrNotFound
		}
	}
	return t.albumOf(id)
}

func (t *tx) albumOf(id ticketID) (album, error) {
	if id.station() {
		return album{id: id, number: id.stationNumber()}, nil
	}
	r, err := t.ticketRecord(id)
	return album{id: id, number: r.Number, citizen: r.citizen, gone: r.gone}, err
}

// A station number (R2026-0001) takes the form of a ticketID too, its year in
// the place of the day: no ticket has such a day, for 002026 is in month 20.
const (
	stationLetter    = 'R'
	firstStationYear = 2000
	lastStationYear  = 2999
)

func parseStationID(number string) (id ticketID, ok bool) {
	year, seq, found := strings.Cut(strings.TrimPrefix(number, string(stationLetter)), "-")
	y, errYear := strconv.ParseUint(year, 10, 32)
	n, errSeq := strconv.ParseUint(seq, 10, 32)
	if !found || errYear != nil || errSeq != nil {
		return id, false
	}
	id = makeTicketID(stationLetter, uint32(y), uint32(n))
	return id, id.station() && id.stationNumber() == number
}

func (id ticketID) station() bool {
	return id.letter() == stationLetter && id.day() >= firstStationYear && id.day() <= lastStationYear
}

func (id ticketID) stationNumber() string {
	return fmt.Sprintf("%c%d-%04d", stationLetter, id.day(), id.seq())
}
