package main

import (
	"context"
	"time"

	"minqing/bot"
)

// downloadTimeout is how long one photo, voice or video may take.
const downloadTimeout = 30 * time.Second

// heedfulFetcher breaks downloads off at a stop, which may not wait for them:
// the queue keeps them for the next start.
type heedfulFetcher struct {
	bot.Fetcher
	quit context.Context
}

// Fetch is bot.Fetcher.
func (f heedfulFetcher) Fetch(ctx context.Context, mediaID string, limit int64) ([]byte, string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(f.quit, cancel)()
	return f.Fetcher.Fetch(ctx, mediaID, limit)
}
