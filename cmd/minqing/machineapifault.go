package main

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"minqing/flows/hall"
)

// eventFaults is what the makers of a number machine read.
var eventFaults = map[error]string{
	hall.ErrEventID:     "id 应当是 1 至 64 个可见的英文字符",
	hall.ErrEventAt:     "缺少 at",
	hall.ErrEventKind:   "event 应当是 taken、called、missed、done、left、window_open、window_closed 或 day_closed",
	hall.ErrEventNumber: "number 应当是一个字母（可以没有）加 1 至 4 位数字，例如 A012",
	hall.ErrEventWindow: "window 应当是 1 至 99",
	hall.ErrEventDay:    "at 只能是今天、昨天或明天",
	hall.ErrManyEvents:  "这一天的事件太多了",
}

func eventFaultWords(err error) string {
	for fault, words := range eventFaults {
		if errors.Is(err, fault) {
			return words
		}
	}
	return err.Error()
}

// jsonFaultWords says what is wrong with a text that should have been an event.
func jsonFaultWords(err error) string {
	var typed *json.UnmarshalTypeError
	var clock *time.ParseError
	const unknown = "json: unknown field "
	switch {
	case errors.As(err, &clock):
		return "at 应当写成 2026-11-23T09:05:00+08:00 的样子"
	case errors.As(err, &typed):
		return typed.Field + " 的类型不对，不能是 " + typed.Value
	case strings.HasPrefix(err.Error(), unknown):
		return "不认识的字段 " + strings.TrimPrefix(err.Error(), unknown)
	}
	return "不是一个事件的 JSON"
}
