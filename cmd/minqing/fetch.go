package main

import (
	"context"
	"time"

	"minqing/bot"
	"minqing/bot/wechat"
)

// downloadTimeout is how long one photo, voice or video may take.
const downloadTimeout = 30 * time.Second

// cleanFetcher downloads what citizens sent and takes out of pictures what their
// phones wrote into them (place, time, device) before anything is kept.
type cleanFetcher struct {
	client *wechat.Client
	quit   context.Context // ends downloads at a stop: the queue keeps them for the next start
}

// Fetch is bot.Fetcher. A picture whose structure is broken is refused: nobody
// could say what is left in it.
func (f cleanFetcher) Fetch(ctx context.Context, mediaID string, limit int64) ([]byte, string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(f.quit, cancel)()
	data, mime, err := f.client.Fetch(ctx, mediaID, limit)
	if err != nil {
		return nil, "", err
	}
	clean, err := wechat.StripMetadata(data, mime)
	if err != nil {
		return nil, "", &bot.SendError{API: "media/get", Reaction: bot.Refused}
	}
	return clean, mime, nil
}
