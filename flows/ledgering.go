package flows

func ledgerCommands() []*command { return nil }
