package flows

import "minqing/storage"

func registerCommands() []*command { return nil }

func (e *Engine) windRegister(storage.Tx) error { return nil }

func ringRegister(*turn, storage.Tx) error { return nil }

func ringStay(*turn, storage.Tx, string, storage.Timer) error { return nil }
