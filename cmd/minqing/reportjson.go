package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"minqing/configs"
	"minqing/flows/figures"
)

// reportFormats write a report in the formats of --format.
var reportFormats = map[string]func(io.Writer, *configs.Bureau, *figures.Report) error{
	"text": writeReportText,
	"json": writeReportJSON,
	"xlsx": writeReportXLSX,
	"html": writeReportHTML,
}

// reportObject is a report as a program reads it. Keys are only ever added.
type reportObject struct {
	Bureau     string       `json:"bureau"`
	From       string       `json:"from"` // YYYY-MM-DD; empty: from the first
	To         string       `json:"to"`   // the last day, included; empty: to the last
	Made       string       `json:"made"` // when, in China's time
	Total      figureObject `json:"total"`
	ByChannel  tableObject  `json:"by_channel"`
	ByUnit     tableObject  `json:"by_unit"`
	ByCategory tableObject  `json:"by_category"`
	ByMonth    tableObject  `json:"by_month"`
	Sightings  int          `json:"sightings"` // street rescue, in no other figure
}

// figureObject is the figures of a set of tickets. Shares are texts with one decimal,
// and "—" where there is nothing to share.
type figureObject struct {
	Received  int    `json:"received"`
	Accepted  int    `json:"accepted"`
	Resolved  int    `json:"resolved"`
	Escalated int    `json:"escalated"`
	Overdue   int    `json:"overdue"`
	Rate      string `json:"rate"`

	Pending   int    `json:"pending"`
	Declined  int    `json:"declined"`
	Withdrawn int    `json:"withdrawn"`
	Merged    int    `json:"merged"` // not in received
	InTime    int    `json:"in_time"`
	Late      int    `json:"late"`
	OnTime    string `json:"on_time"`

	Response timesObject `json:"first_response_hours"`
	Closing  timesObject `json:"closing_working_days"`

	Satisfaction satisfactionObject `json:"satisfaction"`
}

type timesObject struct {
	N      int `json:"n"`
	Median int `json:"median"`
	Ninety int `json:"p90"`
}

type satisfactionObject struct {
	Grades   map[string]int `json:"grades"` // "5" best … "1" worst
	Good     int            `json:"good"`
	Bad      int            `json:"bad"`
	Share    string         `json:"share"`
	Mistaken int            `json:"mistaken"` // not in grades
}

// tableObject is a table as an object of its rows, in their order.
type tableObject reportTable

// MarshalJSON is json.Marshaler.
func (t tableObject) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, row := range t.rows {
		name, err := json.Marshal(reportTable(t).named(row))
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(objectOf(row.Figures))
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(append(append(name, ':'), value...))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func objectOf(f figures.Figures) figureObject {
	o := figureObject{
		Received: f.Received, Accepted: f.Accepted, Resolved: f.Resolved, Escalated: f.Escalated, Overdue: f.Overdue, Rate: f.Rate(),
		Pending: f.Pending, Declined: f.Declined, Withdrawn: f.Withdrawn, Merged: f.Merged,
		InTime: f.InTime, Late: f.Late, OnTime: f.OnTime(),
		Response: timesObject(f.Response), Closing: timesObject(f.Closing),
		Satisfaction: satisfactionObject{
			Grades: map[string]int{}, Good: f.Good(), Bad: f.Bad(), Share: f.Satisfaction(), Mistaken: f.Mistaken,
		},
	}
	for grade := 1; grade <= 5; grade++ {
		o.Satisfaction.Grades[fmt.Sprint(grade)] = f.Grades[grade]
	}
	return o
}

func writeReportJSON(out io.Writer, b *configs.Bureau, r *figures.Report) error {
	t := tablesOf(r)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(reportObject{
		Bureau: b.Name, From: dated(r.Period.From, "2006-01-02"), To: dated(r.Period.To, "2006-01-02"), Made: dated(r.Made, "2006-01-02 15:04"),
		Total: objectOf(r.Total), ByChannel: tableObject(t[0]), ByUnit: tableObject(t[1]), ByCategory: tableObject(t[2]), ByMonth: tableObject(t[3]),
		Sightings: r.Sightings,
	})
}
