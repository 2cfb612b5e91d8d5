package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"time"
)

// shortID names a turn in the log without saying who or what.
func shortID(identity string) string {
	sum := sha256.Sum256([]byte(identity))
	return hex.EncodeToString(sum[:6])
}

// report writes the one line of a turn. No text, no openid, no error of a person's.
func (b *Bot) report(t *turn, outcome string, took time.Duration, err error) {
	flow := t.flow
	next := ""
	if t.session != nil {
		next = t.session.Draft.Step
		if flow == "" {
			flow = t.session.Draft.Flow
		}
	}
	b.Observer.Turn(flow, outcome, took)
	level := slog.LevelInfo
	attrs := [...]slog.Attr{
		slog.String("turn", shortID(t.ID)), slog.String("user", string(t.who)), slog.String("kind", string(t.Kind)),
		slog.String("flow", flow), slog.String("step", t.step), slog.String("next", next),
		slog.String("outcome", outcome), slog.Float64("ms", float64(took.Microseconds())/1000), {},
	}
	if err != nil {
		level = slog.LevelError
		attrs[len(attrs)-1] = slog.Any("err", err) // an empty one is left out
	}
	b.Log.LogAttrs(context.Background(), level, "turn", attrs[:]...)
}
