package flows

import "minqing/storage"

func eveCommands() []*command { return nil }

func ringEve(*turn, storage.Tx) error { return nil }

func ringRemind(*turn, storage.Tx, string, storage.Timer) error { return nil }

func (e *Engine) windEve(storage.Tx) error { return nil }

func (m *marriage) lookPeaks(storage.Tx, *turn) error { return nil }
